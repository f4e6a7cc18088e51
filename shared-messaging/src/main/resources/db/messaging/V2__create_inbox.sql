-- Which messages each consumer has handled, written in the transaction of the work they caused. A message has its slot by
-- the day on which it was sent, so that it finds its own entry again; slots that Kafka has forgotten are emptied as a whole.
create table inbox (
    consumer       text        not null,
    message_id     text        not null,
    slot           int         not null,
    handled_on     date        not null default current_date
) partition by list (slot);

do $$
begin
    for i in 0..15 loop
        execute format('create table inbox_%s partition of inbox (primary key (consumer, message_id)) for values in (%s)', i, i);
    end loop;
end $$;
