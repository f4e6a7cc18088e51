create table payments (
    order_id          uuid        primary key,
    amount            bigint      not null,
    currency          text        not null,
    token             text        not null,
    status            text        not null,
    pending_operation text,
    attempts          int         not null default 0,
    next_attempt_at   timestamptz,
    fingerprint       text,
    version           bigint      not null default 0
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

create table inbox (
    consumer       text        not null,
    message_id     text        not null,
    handled_on     date        not null default current_date,
    primary key (consumer, message_id)
);
