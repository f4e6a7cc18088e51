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

    /** As the inbox has it, wherever the service runs: {@code current_date} goes by the time zone of its JVM. */
    private static final String TODAY = "(now() at time zone 'UTC')::date";

    private static final int CLOSED_DEAD_LETTERS_DAYS = 30;

    /** Neither visible in what has been sent, nor in the part of a window that has. */
    private static final String UNSENT = """
            not pg_visible_in_snapshot(message.xid, lane.sent)
            and not (lane.sending is not null and message.id <= lane.last_id
                     and pg_visible_in_snapshot(message.xid, lane.sending))""";

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
                .filter(partition -> !isTrue(newestIsUnsent(partition)))
                .forEach(partition -> truncateUnless(anyIsUnsent(partition.name()), partition.name()));
    }

    private static String newestIsUnsent(Partition partition) {
        return """
                select exists (select from messaging.%s message left join messaging.outbox_lane lane using (lane)
                    where message.id >= %s and (lane.sent is null or %s))""".formatted(partition.name(), partition.newestId(), UNSENT);
    }

    /**
     * Asked while the relay waits, about a great many rows. Those of transactions that are older than any that a lane's
     * snapshot saw open have been sent: of them it is enough that their lane is known. If the window in work has passed
     * the partition, the snapshot that ends it counts, which is the newer one.
     */
    private static String anyIsUnsent(String partition) {
        return """
                select exists (select from messaging.%1$s where lane <> all (array(select lane from messaging.outbox_lane)))
                    or exists (select from messaging.%1$s message join messaging.outbox_lane lane using (lane)
                        where message.xid >= (
                                select min(pg_snapshot_xmin(case
                                    when sending is not null and last_id >= (select max(id) from messaging.%1$s)
                                    then sending else sent end))
                                from messaging.outbox_lane)
                          and %2$s)""".formatted(partition, UNSENT);
    }

    private Partition partition(String name) {
        var newest = "select coalesce(max(id), 0) from messaging." + name;
        return new Partition(name, jdbc.sql(newest).query(Long.class).single());
    }

    /** Empties all slots of the inbox whose messages Kafka does not have any more. */
    void sweepInbox() {
        for (var i = 0; i < JdbcInbox.SLOTS; i++) {
            var needed = "select exists (select from messaging.inbox_%s where handled_on > %s - %s)"
                    .formatted(i, TODAY, INBOX_DAYS);
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
