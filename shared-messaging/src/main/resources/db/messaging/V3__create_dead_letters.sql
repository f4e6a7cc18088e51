-- Messages that could not be handled (or, with the consumer `outbox`, not be sent), and those behind them with the same
-- key. Of each consumer and key, the open one with the lowest position (its offset, or its row in the outbox) decides.
create table dead_letters (
    id             bigint      generated always as identity primary key,
    consumer       text        not null,
    origin         text        not null,
    position       bigint      not null,
    topic          text        not null,
    key            text,
    key_hash       uuid        generated always as (md5(key)::uuid) stored,
    message_id     text,
    type           text,
    headers        text        not null,
    payload        bytea,
    state          text        not null check (state in ('DEAD', 'WAITING', 'READY', 'REPLAYED', 'DISCARDED')),
    error          text,
    attempts       int         not null default 0,
    arrived_at     timestamptz not null default now(),
    changed_at     timestamptz not null default now(),
    unique (consumer, origin)
);

create index dead_letters_open on dead_letters (consumer, key_hash, position) where state in ('DEAD', 'WAITING', 'READY');

-- Who sent a dead letter back or gave it up, when and why.
create table dead_letter_decisions (
    dead_letter    bigint      not null references dead_letters on delete cascade,
    action         text        not null check (action in ('REPLAY', 'DISCARD')),
    operator       text        not null,
    reason         text        not null,
    decided_at     timestamptz not null default now()
);

create index dead_letter_decisions_by_dead_letter on dead_letter_decisions (dead_letter);
