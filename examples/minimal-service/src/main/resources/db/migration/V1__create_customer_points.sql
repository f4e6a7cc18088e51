-- The points of each customer. A customer without a row has none.
create table customer_points (
    customer_id text   primary key,
    points      bigint not null check (points >= 0)
);
