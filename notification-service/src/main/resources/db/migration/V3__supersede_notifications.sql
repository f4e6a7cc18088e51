-- The indexes of a long table take longer than a statement of the service may.
set local statement_timeout = 0;

-- When a later message of the same order made a failed one untrue, so that no query has to find that out again and again.
alter table notifications add superseded_at timestamptz;

update notifications failed set superseded_at = now()
where failed_at is not null and exists (
    select from notifications later
    where later.order_id = failed.order_id and later.id > failed.id and later.failed_at is null);

drop index notifications_failed;
create index notifications_failed on notifications (failed_at) where failed_at is not null and superseded_at is null;
