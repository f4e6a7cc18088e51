-- Builds in which payment-service created them have the same tables already.

-- The simulated provider's charges. A real provider keeps them in a database of its own.
create table if not exists simulated_provider.charges (
    key          uuid   primary key,
    amount       bigint not null,
    currency     text   not null,
    status       text   not null,
    decline_code text,
    -- When a charge that is being processed is decided.
    decided_at   timestamptz
);

-- The received requests: the token decides how later requests with the same key are answered.
create table if not exists simulated_provider.requests (
    key          uuid   primary key,
    token        text   not null,
    times        int    not null
);
