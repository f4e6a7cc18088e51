package dev.tandem.messaging.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.messaging.Settings;
import dev.tandem.messaging.lane.LaneRow;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Messages that would not fit into the heap together: the relay limits the bytes that it holds. */
class LargeMessagesIT {

    private static final int MESSAGES = 300;
    private static final long BYTES = 1_000_000;

    private final OutboxDatabase outbox = new OutboxDatabase(Settings.with(Duration.ofMillis(1200), 5_000), 2);

    @AfterEach
    void close() {
        outbox.close();
    }

    @Nested
    class A_relay_with_a_heap_of_64_megabytes {

        @Test
        void sends_three_hundred_of_a_megabyte_that_were_written_at_once() {
            outbox.addLarge(MESSAGES);
            var relay = outbox.startRelayProcess(64);
            try {
                outbox.awaitArrivals(MESSAGES);
                outbox.assertOrderPerSubject();
                assertThat(outbox.duplicates()).isZero();
                assertThat(relay.isAlive()).isTrue();
            } finally {
                relay.destroyForcibly();
            }
        }
    }

    @Nested
    class A_chunk_of_the_ledger {

        private static final int ROWS = 1_000;

        @Test
        void ends_with_the_message_that_makes_it_large_enough() throws SQLException {
            outbox.addLarge(10);

            assertThat(sizesOfChunks(3 * BYTES)).isEqualTo("3 3 3 1");
        }

        @Test
        void has_one_message_if_that_is_larger_than_all_of_it_should_be() throws SQLException {
            outbox.addLarge(3);

            assertThat(sizesOfChunks(1)).isEqualTo("1 1 1 0");
        }

        @Test
        void has_no_more_rows_than_it_should_have_if_they_are_small() throws SQLException {
            outbox.addMany(2 * ROWS + 1, 10);

            assertThat(sizesOfChunks(BYTES)).isEqualTo("1000 1000 1");
        }

        @Test
        void is_a_whole_window_if_that_is_small() throws SQLException {
            outbox.addMany(10, 10);

            assertThat(sizesOfChunks(BYTES)).isEqualTo("10");
        }

        private String sizesOfChunks(long bytes) throws SQLException {
            try (var connection = outbox.dataSource().getConnection();
                    var row = new LaneRow(connection, 0);
                    var ledger = new Ledger(connection, 0)) {
                var sizes = new StringBuilder();
                row.takeOver("test", outbox.settings().lease());
                var position = row.position();
                do {
                    var chunk = ledger.read(position, new Chunk.Limit(ROWS, bytes));
                    sizes.append(chunk.messages().size()).append(' ');
                    position = chunk.end();
                } while (position.sending() != null);
                return sizes.toString().strip();
            }
        }
    }
}
