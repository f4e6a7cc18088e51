-- A topic that is made anew begins at offset 0 again, so the offset alone does not tell two messages apart. A letter from
-- before this migration has no topic id: it stands for the message with the same origin and content.
alter table dead_letters add column topic_id text;
alter table dead_letters drop constraint dead_letters_consumer_origin_key;
alter table dead_letters add unique nulls not distinct (consumer, origin, topic_id);

-- Of each consumer and key, the open letter that arrived first decides: offsets have no order across partitions.
drop index dead_letters_open;
create index dead_letters_open on dead_letters (consumer, key_hash, id) where state in ('DEAD', 'WAITING', 'READY');
create index dead_letters_to_try on dead_letters (consumer, key_hash, id) where state in ('READY', 'WAITING');
