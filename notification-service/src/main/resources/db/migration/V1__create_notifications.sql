-- What customers are told, one row a message. Unsent ones are tried at next_attempt_at.
create table notifications (
    id              uuid        primary key default uuidv7(),
    order_id        uuid        not null,
    template        text        not null,
    recipient       text        not null,
    subject         text        not null,
    body            text        not null,
    attempts        int         not null default 0,
    last_error      text,
    created_at      timestamptz not null default now(),
    next_attempt_at timestamptz not null default now(),
    sent_at         timestamptz,
    unique (order_id, template)
);

create index notifications_unsent on notifications (next_attempt_at) where sent_at is null;
