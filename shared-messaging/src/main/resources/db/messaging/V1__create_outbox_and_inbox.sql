-- What this service has said, until Kafka has acknowledged it. Written in the transaction of the change it tells of.
create table outbox (
    id           bigint      generated always as identity primary key,
    message_id   uuid        not null default uuidv7(),
    topic        text        not null,
    subject      text        not null,
    type         text        not null,
    payload      bytea       not null,
    created_at   timestamptz not null default now()
);

-- Which messages each consumer has handled. Written in the transaction of the work they caused.
create table inbox (
    consumer     text        not null,
    message_id   text        not null,
    handled_at   timestamptz not null default now(),
    primary key (consumer, message_id)
);
