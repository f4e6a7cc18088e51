-- An epoch is never used twice, even if the row of a lane is lost: otherwise a relay of the lost row could save its
-- position in the new one.
create sequence outbox_epoch;
select setval('outbox_epoch', (select coalesce(max(epoch), 0) + 1 from outbox_lane));
alter table outbox_lane alter column epoch set default nextval('messaging.outbox_epoch');

-- When a relay has found that the outbox comes from another server. It stays refused when the counter of this server
-- has passed the other one's: the messages of the time in between would count as sent.
alter table outbox_lane add column refused_at timestamptz;

-- To be called once in the copy of a database that was restored from a dump, before its services start. The transaction
-- ids of the other server mean nothing on this one: all messages that were sent get an id that each snapshot sees, all
-- others the id of this transaction, and the lanes a position between them. What was written since the restore has
-- higher ids than all that was sent. Returns how many messages are unsent.
create function adopt_outbox() returns bigint language plpgsql as $$
declare
    before pg_snapshot := pg_current_snapshot();
    unsent bigint;
begin
    if pg_current_xact_id_if_assigned() is not null then
        raise 'call messaging.adopt_outbox() in a transaction of its own, before any other statement';
    end if;
    update messaging.outbox message set xid = case
        when exists (
            select from messaging.outbox_lane lane where lane.lane = message.lane and message.id <= lane.highest_id
              and (pg_visible_in_snapshot(message.xid, lane.sent)
                   or lane.sending is not null and message.id <= lane.last_id
                      and pg_visible_in_snapshot(message.xid, lane.sending)))
        then '3' else pg_current_xact_id() end;
    select count(*) into unsent from messaging.outbox where xid = pg_current_xact_id();
    update messaging.outbox_lane
    set sent = before, sending = null, last_id = 0, epoch = default, holder = null, leased_until = '-infinity',
        refused_at = null;
    return unsent;
end $$;
