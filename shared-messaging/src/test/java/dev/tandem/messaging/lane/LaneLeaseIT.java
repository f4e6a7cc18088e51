package dev.tandem.messaging.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.messaging.MessagingDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The lease of a leader that saves nothing, while another relay tries to take its lane over. */
class LaneLeaseIT {

    private static final Duration LEASE = Duration.ofMillis(500);

    private final AtomicLong skippedNanos = new AtomicLong();
    private final MessagingDatabase database = new MessagingDatabase();
    private final LeaseKeeper keeper =
            new LeaseKeeper(database.dataSource(), LEASE, () -> System.nanoTime() + skippedNanos.get());
    private final Connection connection = connect();

    @BeforeEach
    void start() {
        keeper.start();
    }

    @AfterEach
    void close() throws SQLException {
        keeper.stop();
        connection.close();
        database.close();
    }

    @Test
    void is_extended_while_it_makes_a_step_at_least_every_thirty_seconds() throws SQLException {
        try (var row = new LaneRow(connection, 0);
                var lease = keeper.keep(row, 0, takeOver(row, "leader").orElseThrow())) {
            await().during(LEASE.multipliedBy(3)).atMost(Duration.ofMinutes(1)).until(() -> {
                skip(Duration.ofSeconds(20));
                lease.noteProgress();
                return takeOver(row, "standby").isEmpty();
            });
            assertThat(lease.isHeld()).isTrue();
        }
    }

    @Test
    void ends_if_it_makes_no_step_for_thirty_seconds() throws SQLException {
        try (var row = new LaneRow(connection, 0);
                var lease = keeper.keep(row, 0, takeOver(row, "leader").orElseThrow())) {
            skip(Duration.ofSeconds(30));

            await().until(() -> takeOver(row, "standby").isPresent());
            lease.noteProgress();
            await().until(() -> !lease.isHeld());
        }
    }

    private void skip(Duration time) {
        skippedNanos.addAndGet(time.toNanos());
    }

    private static Optional<Long> takeOver(LaneRow row, String holder) throws SQLException {
        return row.takeOver(holder, LEASE);
    }

    private Connection connect() {
        try {
            return database.connection();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
