-- The payment of each order. With a goal, something is still to be done at the provider, at next_attempt_at or at once.
create table payments (
    order_id        uuid        primary key,
    amount          bigint      not null check (amount >= 0),
    currency        text        not null check (currency ~ '^[A-Z]{3}$'),
    token           text        not null,
    status          text        not null
        check (status in ('PENDING', 'AUTHORIZED', 'DECLINED', 'CAPTURED', 'VOIDED', 'REFUNDED')),
    decline_reason  text        check (decline_reason in ('DECLINED', 'SUSPECTED_FRAUD')),
    goal            text        check (goal in ('CAPTURE', 'UNDO')),
    attempts        int         not null default 0,
    next_attempt_at timestamptz,
    version         bigint      not null,
    check ((status = 'DECLINED') = (decline_reason is not null))
);

create index payments_unsettled on payments (coalesce(next_attempt_at, '-infinity')) where goal is not null;
