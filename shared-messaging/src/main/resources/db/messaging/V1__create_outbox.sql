create sequence outbox_id;

-- What this service has said: a ledger, to which transactions add and from which nothing is taken row by row. It is a
-- ring of eight partitions; a partition whose rows have all been sent is truncated, and written again when its turn comes.
create table outbox (
    id             bigint      not null default nextval('messaging.outbox_id'),
    xid            xid8        not null default pg_current_xact_id(),
    lane           int         not null,
    message_id     uuid        not null default uuidv7(),
    topic          text        not null,
    subject        text        not null,
    type           text        not null,
    payload        bytea       not null,
    traceparent    text,
    correlation_id text,
    created_at     timestamptz not null default clock_timestamp()
) partition by list ((id / ${rowsPerPartition} % 8));

create index outbox_by_id on outbox (id);
create index outbox_by_xid on outbox (xid);

-- Rows are never updated or deleted, so there is nothing for autovacuum to do but to delay a truncation.
do $$
begin
    for i in 0..7 loop
        execute format('create table outbox_%s partition of outbox for values in (%s) with (autovacuum_enabled = off)', i, i);
    end loop;
end $$;

-- How far each lane of the outbox has been relayed, and by whom: all rows that are visible in `sent` are in Kafka, and
-- of those that came to be visible in `sending`, all up to `last_id`. Who holds the lease sends, and a new holder has a
-- new epoch, without which nothing can be written here.
create table outbox_lane (
    lane           int              primary key,
    sent           pg_snapshot      not null default '3:3:',
    sending        pg_snapshot,
    last_id        bigint           not null default 0,
    highest_id     bigint           not null default 0,
    drain_rate     double precision not null default 0,
    epoch          bigint           not null default 0,
    holder         text,
    leased_until   timestamptz      not null default '-infinity'
) with (fillfactor = 10);
