create table products (
    sku            text        primary key,
    name           text        not null,
    price_amount   bigint      not null,
    price_currency text        not null,
    on_hand        int         not null,
    reserved       int         not null default 0
);

insert into products (sku, name, price_amount, price_currency, on_hand)
values ('MUG-BLUE', 'Mug, blue', 1295, 'EUR', 100000000), ('MUG-RED', 'Mug, red', 1295, 'EUR', 100000000),
       ('CAP-BLACK', 'Cap, black', 1990, 'EUR', 100000000), ('PEN-BLACK', 'Pen, black', 250, 'EUR', 100000000),
       ('BAG-CANVAS', 'Canvas bag', 1490, 'EUR', 100000000), ('DESK-LAMP', 'Desk lamp', 4990, 'EUR', 100000000),
       ('MOUSE-PAD', 'Mouse pad', 890, 'EUR', 100000000), ('NOTEBOOK-A5', 'Notebook, A5', 750, 'EUR', 100000000);

create table reservations (
    order_id       uuid        primary key,
    status         text        not null,
    asked_for      text,
    held_since     timestamptz not null default now(),
    version        bigint      not null default 0
);

create table reservation_lines (
    order_id       uuid        not null,
    sku            text        not null,
    quantity       int         not null,
    primary key (order_id, sku)
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
