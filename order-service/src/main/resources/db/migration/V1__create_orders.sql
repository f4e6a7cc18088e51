-- What customers have ordered, and how far it has come.
create table orders (
    id               uuid        primary key,
    customer_id      text        not null,
    email            text        not null,
    payment_token    text        not null,
    status           text        not null check (status in ('PENDING', 'CONFIRMED', 'REJECTED')),
    next_step        text        check (next_step in ('RESERVE_STOCK', 'AUTHORIZE_PAYMENT')),
    rejection_reason text
        check (rejection_reason in ('OUT_OF_STOCK', 'PAYMENT_DECLINED', 'SUSPECTED_FRAUD', 'TIMED_OUT')),
    total_amount     bigint      not null check (total_amount >= 0),
    total_currency   text        not null check (total_currency ~ '^[A-Z]{3}$'),
    placed_at        timestamptz not null,
    changed_at       timestamptz not null,
    claimed_until    timestamptz not null,
    version          bigint      not null,
    check ((status = 'PENDING') = (next_step is not null)),
    check ((status = 'REJECTED') = (rejection_reason is not null))
);

create index orders_newest on orders (placed_at desc, id desc);
create index orders_of_customer on orders (customer_id, placed_at desc, id desc);
create index orders_pending on orders (claimed_until) where status = 'PENDING';

-- The products of an order, at the prices of the moment in which it was placed.
create table order_lines (
    order_id         uuid        not null references orders,
    position         int         not null,
    sku              text        not null,
    name             text        not null,
    quantity         int         not null check (quantity > 0),
    price_amount     bigint      not null check (price_amount >= 0),
    price_currency   text        not null,
    primary key (order_id, position)
);
