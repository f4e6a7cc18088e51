create table notifications (
    id              uuid        primary key default uuidv7(),
    order_id        uuid        not null unique,
    template        text        not null,
    recipient       text        not null,
    subject         text        not null,
    body            text        not null,
    attempts        int         not null default 0,
    created_at      timestamptz not null default now(),
    next_attempt_at timestamptz not null default now(),
    sent_at         timestamptz
);

create table inbox (
    consumer       text        not null,
    message_id     text        not null,
    handled_on     date        not null default current_date,
    primary key (consumer, message_id)
);
