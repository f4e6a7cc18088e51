-- What could not be sent is tried in the order of the outbox: a later message can be refused earlier. What could not be
-- handled is tried in the order of its arrival: offsets have no order across partitions.
alter table dead_letters add column turn bigint
    generated always as (case when consumer = 'outbox' then position else id end) stored;
drop index dead_letters_open;
create index dead_letters_open on dead_letters (consumer, key_hash, turn) where state in ('DEAD', 'WAITING', 'READY');
drop index dead_letters_to_try;
create index dead_letters_to_try on dead_letters (consumer, key_hash, turn) where state in ('READY', 'WAITING');

-- When a leader last saved its progress, or had its lease extended: a relay that takes the lane over, and fails again and
-- again, has a lease, too.
alter table outbox_lane add column led_at timestamptz not null default now();
