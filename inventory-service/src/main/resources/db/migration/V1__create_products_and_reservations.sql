-- What can be ordered, and how much of it there is: `reserved` pieces are part of those `on_hand`.
create table products (
    sku            text   primary key,
    name           text   not null,
    price_amount   bigint not null check (price_amount >= 0),
    price_currency text   not null check (price_currency ~ '^[A-Z]{3}$'),
    on_hand        int    not null check (on_hand >= 0),
    reserved       int    not null default 0 check (reserved between 0 and on_hand)
);

-- What each order has asked for and got.
create table reservations (
    order_id       uuid   primary key,
    status         text   not null check (status in ('HELD', 'REFUSED', 'COMMITTED', 'RELEASED')),
    version        bigint not null
);

-- The pieces of a reservation.
create table reservation_lines (
    order_id       uuid   not null references reservations,
    sku            text   not null references products,
    quantity       int    not null check (quantity > 0),
    primary key (order_id, sku)
);

-- What was missing when a reservation was refused; a SKU here need not exist.
create table reservation_missing (
    order_id       uuid   not null references reservations,
    sku            text   not null,
    primary key (order_id, sku)
);
