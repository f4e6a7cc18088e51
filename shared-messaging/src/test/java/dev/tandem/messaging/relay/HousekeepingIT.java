package dev.tandem.messaging.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.messaging.LogLines;
import dev.tandem.messaging.Settings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The housekeeping beside a relay. */
class HousekeepingIT extends RelayedOutbox {

    private static final Duration LEASE = Duration.ofMillis(500);

    /** As {@code pg_dump} locks it, which may take an hour. */
    @Test
    void a_locked_partition_stops_neither_the_relay_nor_the_other_sweeps() throws Exception {
        try (var log = LogLines.ofMessaging();
                var outbox = new OutboxDatabase(Settings.with(LEASE, 500, 1, 1_000), 1);
                var _ = outbox.startRelay()) {
            await().until(() -> epochs(outbox).size() == 1);
            var epoch = epochs(outbox);
            try (var dump = outbox.begin()) {
                dump.execute("lock table messaging.outbox_0 in access share mode");
                outbox.addMany(3_500, 10);
                outbox.awaitArrivals(3_500);
                try (var _ = outbox.startHousekeeper()) {
                    await().until(() -> rowsOf(outbox, "outbox_1") + rowsOf(outbox, "outbox_2") == 0);
                    await().during(LEASE.multipliedBy(6)).until(() -> rowsOf(outbox, "outbox_0") > 0);
                }
            }
            try (var _ = outbox.startHousekeeper()) {
                await().until(() -> rowsOf(outbox, "outbox_0") == 0);
            }
            assertThat(epochs(outbox)).isEqualTo(epoch);
            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void relays_take_no_connection_from_the_pool() throws Exception {
        var lanes = 20; // twice as many as the pool has connections
        try (var outbox = new OutboxDatabase(Settings.with(LEASE, 500, lanes, 1_000), 1);
                var _ = outbox.startRelay();
                var _ = outbox.startHousekeeper()) {
            await().until(() -> epochs(outbox).size() == lanes);

            assertThat(outbox.dataSource().getHikariPoolMXBean().getActiveConnections())
                    .isZero();
        }
    }

    private static List<Long> epochs(OutboxDatabase outbox) {
        return outbox.jdbc()
                .sql("select epoch from messaging.outbox_lane where holder is not null order by lane")
                .query((row, _) -> row.getLong(1))
                .list();
    }
}
