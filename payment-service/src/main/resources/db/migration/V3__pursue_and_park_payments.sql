-- An authorisation is a goal too now, and a goal that gets no answer for too long is parked for a human.
alter table payments drop constraint payments_goal_check;
alter table payments add check (goal in ('AUTHORIZE', 'CAPTURE', 'UNDO'));
update payments set goal = 'AUTHORIZE' where status = 'PENDING' and goal is null;
alter table payments add check (status <> 'PENDING' or goal is not null);

alter table payments
    add unanswered_since timestamptz,
    add parked_at        timestamptz check (parked_at is null or goal is not null);

drop index payments_unsettled;
create index payments_unsettled on payments (coalesce(next_attempt_at, '-infinity'))
    where goal is not null and parked_at is null;
create index payments_parked on payments (parked_at) where parked_at is not null;

-- What operators have decided about parked payments, and why.
create table parked_payment_decisions (
    order_id         uuid        not null references payments,
    decided_at       timestamptz not null default now(),
    operator         text        not null,
    reason           text        not null
);

create index parked_payment_decisions_order on parked_payment_decisions (order_id);
