create table orders (
    id               uuid        primary key,
    customer_id      text        not null,
    email            text        not null,
    payment_token    text        not null,
    status           text        not null,
    next_step        text,
    transport        text,
    total_amount     bigint      not null,
    total_currency   text        not null,
    placed_at        timestamptz not null default now(),
    changed_at       timestamptz not null default now(),
    claimed_until    timestamptz not null default now(),
    version          bigint      not null default 0
);

create table order_lines (
    order_id         uuid        not null,
    position         int         not null,
    sku              text        not null,
    name             text        not null,
    quantity         int         not null,
    price_amount     bigint      not null,
    price_currency   text        not null,
    primary key (order_id, position)
);

create table outbox (
    id             bigint      generated always as identity primary key,
    message_id     uuid        not null default uuidv7(),
    topic          text        not null,
    subject        text        not null,
    type           text        not null,
    payload        bytea       not null,
    traceparent    text,
    correlation_id text,
    created_at     timestamptz not null default clock_timestamp()
);
