-- The indexes of a long table take longer than a statement of the service may.
set local statement_timeout = 0;

-- When a message was given up, so that no query has to count its attempts or to pass it over for ever.
alter table notifications add failed_at timestamptz;

-- Sixteen minutes were the pause after the last attempt.
update notifications set failed_at = least(now(), next_attempt_at - interval '16 minutes')
where sent_at is null and attempts >= 100;

drop index notifications_unsent;
create index notifications_unsent on notifications (next_attempt_at) where sent_at is null and failed_at is null;
create index notifications_failed on notifications (failed_at) where failed_at is not null;

-- What operators have decided about messages that were given up, and why.
create table failed_notification_decisions (
    notification_id  uuid        not null references notifications,
    decided_at       timestamptz not null default now(),
    operator         text        not null,
    reason           text        not null
);

create index failed_notification_decisions_notification on failed_notification_decisions (notification_id);
