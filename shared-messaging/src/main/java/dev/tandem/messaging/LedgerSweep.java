package dev.tandem.messaging;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Empties the partitions of the outbox behind the relay, and those of the inbox that Kafka has forgotten. */
final class LedgerSweep {

    private static final Logger log = LoggerFactory.getLogger(LedgerSweep.class);

    private static final int OUTBOX_PARTITIONS = 8;

    /** A day more than the topics keep their messages, and less than the inbox has slots. */
    private static final int INBOX_DAYS = 8;

    private static final int CLOSED_DEAD_LETTERS_DAYS = 30;

    private static final String UNSENT = """
            select exists (select from messaging.%s message left join messaging.outbox_lane lane using (lane)
                where message.id >= %d
                  and (lane.sent is null
                       or not pg_visible_in_snapshot(message.xid, lane.sent)
                          and not (lane.sending is not null and message.id <= lane.last_id
                                   and pg_visible_in_snapshot(message.xid, lane.sending))))""";

    private final JdbcClient jdbc;

    LedgerSweep(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A partition with rows in it. */
    private record Partition(String name, long newestId) {}

    /** Empties all partitions of the outbox whose rows have been sent, but for the one that is being written. */
    void sweepOutbox() {
        IntStream.range(0, OUTBOX_PARTITIONS)
                .mapToObj(i -> partition("outbox_" + i))
                .filter(partition -> partition.newestId() > 0)
                .sorted(Comparator.comparingLong(Partition::newestId).reversed())
                .skip(1)
                .filter(partition -> !isTrue(UNSENT.formatted(partition.name(), partition.newestId())))
                .forEach(partition -> truncateUnless(UNSENT.formatted(partition.name(), 0), partition.name()));
    }

    private Partition partition(String name) {
        var newest = "select coalesce(max(id), 0) from messaging." + name;
        return new Partition(name, jdbc.sql(newest).query(Long.class).single());
    }

    /** Empties all slots of the inbox whose messages Kafka does not have any more. */
    void sweepInbox() {
        for (var i = 0; i < JdbcInbox.SLOTS; i++) {
            var needed = "select exists (select from messaging.inbox_%d where handled_on > current_date - %d)"
                    .formatted(i, INBOX_DAYS);
            if (!isTrue(needed)) {
                truncateUnless(needed, "inbox_" + i);
            }
        }
    }

    /** Forgets the dead letters that were replayed or discarded a month ago. */
    void sweepDeadLetters() {
        jdbc.sql("""
                        delete from messaging.dead_letters
                        where state in ('REPLAYED', 'DISCARDED') and changed_at < now() - make_interval(days => ?)""").param(CLOSED_DEAD_LETTERS_DAYS).update();
    }

    /**
     * Looks again under the lock; a transaction that has written to the partition and is still open keeps it. One
     * statement, so that nobody waits for the lock of a process that is held up.
     */
    private void truncateUnless(String needed, String partition) {
        try {
            jdbc.sql("""
                            do $$ begin
                                set local lock_timeout = '20ms';
                                lock table messaging.%1$s in access exclusive mode;
                                if not (%2$s) then
                                    truncate messaging.%1$s;
                                end if;
                            end $$""".formatted(partition, needed)).update();
        } catch (CannotAcquireLockException busy) {
            log.debug("partition {} is in use, will try again", partition);
        }
    }

    private boolean isTrue(String question) {
        return jdbc.sql(question).query(Boolean.class).single();
    }
}
