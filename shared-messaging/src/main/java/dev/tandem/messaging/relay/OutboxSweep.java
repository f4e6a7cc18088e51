package dev.tandem.messaging.relay;

import dev.tandem.messaging.housekeeping.Sweep;
import dev.tandem.messaging.housekeeping.Truncation;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Truncates the partitions of the outbox whose rows the relay has sent, except the one that is being written. */
final class OutboxSweep implements Sweep {

    private static final int PARTITIONS = 8;

    /** Visible neither in the snapshot that has been sent, nor in the part of the current window that has been sent. */
    private static final String UNSENT = """
            not pg_visible_in_snapshot(message.xid, lane.sent)
            and not (lane.sending is not null and message.id <= lane.last_id
                     and pg_visible_in_snapshot(message.xid, lane.sending))""";

    /** A position from another server says nothing about messages that were written since. */
    private static final String IS_REFUSED =
            "select exists (select from messaging.outbox_lane where refused_at is not null)";

    /** A partition that has rows. */
    private record Partition(String name, long newestId) {}

    @Override
    public Duration interval() {
        return Duration.ofSeconds(1);
    }

    @Override
    public void run(JdbcClient jdbc) {
        if (!isTrue(IS_REFUSED, jdbc)) {
            truncateSent(jdbc);
        }
    }

    private static void truncateSent(JdbcClient jdbc) {
        IntStream.range(0, PARTITIONS)
                .mapToObj(i -> partition("outbox_" + i, jdbc))
                .filter(partition -> partition.newestId() > 0)
                .sorted(Comparator.comparingLong(Partition::newestId).reversed())
                .skip(1)
                .filter(partition -> !isTrue(newestIsUnsent(partition), jdbc))
                .forEach(partition -> Truncation.truncateUnless(anyIsUnsent(partition.name()), partition.name(), jdbc));
    }

    private static String newestIsUnsent(Partition partition) {
        return """
                select exists (select from messaging.%s message left join messaging.outbox_lane lane using (lane)
                    where message.id >= %s and (lane.sent is null or %s))""".formatted(partition.name(), partition.newestId(), UNSENT);
    }

    /**
     * Reads a large number of rows while the relay waits. A transaction that is older than all those that were open in
     * a lane's snapshot has been sent, so for its rows it is enough that the lane exists. Once the current window has
     * passed the partition, the newer snapshot counts, which ends the window.
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

    private static Partition partition(String name, JdbcClient jdbc) {
        var newest = "select coalesce(max(id), 0) from messaging." + name;
        return new Partition(name, jdbc.sql(newest).query(Long.class).single());
    }

    private static boolean isTrue(String question, JdbcClient jdbc) {
        return jdbc.sql(question).query(Boolean.class).single();
    }
}
