-- Requests that came with an Idempotency-Key, and what their customers were told: told again when one comes again.
create table keyed_requests (
    customer_id      text        not null,
    idempotency_key  text        not null,
    fingerprint      text        not null,
    -- Written before its order, so that whoever comes second has done as little as possible in vain.
    order_id         uuid        not null references orders deferrable initially deferred,
    accepted_at      timestamptz not null,
    status           text,
    next_step        text,
    carrier          text,
    rejection_reason text,
    told_changed_at  timestamptz,
    primary key (customer_id, idempotency_key),
    check ((status is null) = (told_changed_at is null))
);

create index keyed_requests_by_age on keyed_requests (accepted_at);
