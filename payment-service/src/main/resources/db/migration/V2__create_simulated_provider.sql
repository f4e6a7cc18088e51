create schema simulated_provider;

-- What the simulated provider remembers. It would be somebody else's database.
create table simulated_provider.charges (
    key          uuid   primary key,
    amount       bigint not null,
    currency     text   not null,
    status       text   not null,
    decline_code text
);
