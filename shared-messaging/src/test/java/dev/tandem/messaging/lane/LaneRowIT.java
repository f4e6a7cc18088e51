package dev.tandem.messaging.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.messaging.MessagingDatabase;
import dev.tandem.messaging.lane.LaneRow.Progress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The row of a lane. */
class LaneRowIT {

    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final LanePosition START = new LanePosition("3:3:", null, 0);
    private static final int SAVES = 3_000;

    private final MessagingDatabase database = new MessagingDatabase();

    @AfterEach
    void close() {
        database.close();
    }

    /** Such as {@code pg_dump}: it keeps all versions of the row that are newer than its snapshot. */
    @Test
    void is_saved_at_the_same_cost_beside_a_long_transaction() throws SQLException {
        try (var dump = database.connection();
                var connection = database.connection();
                var row = new LaneRow(connection, 0)) {
            var epoch = row.takeOver("test", LEASE).orElseThrow();
            dump.setAutoCommit(false);
            dump.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            execute(dump, "select count(*) from messaging.outbox_lane");

            save(row, epoch, SAVES);
            var before = blocksRead(connection);
            save(row, epoch, 100);

            assertThat(blocksRead(connection) - before).isLessThan(100 * 20);
            dump.rollback();
        }
    }

    @Test
    void is_refused_if_it_is_ahead_of_the_transactions_of_the_server() throws SQLException {
        try (var connection = database.connection();
                var row = new LaneRow(connection, 0)) {
            var epoch = row.takeOver("test", LEASE).orElseThrow();
            var foreign = new LanePosition("9000000000:9000000000:", null, 0);
            row.save(epoch, new Progress(foreign, 0, 0), LEASE);

            assertThatThrownBy(row::requireOwnServer)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("messaging.adopt_outbox()");
        }
    }

    @Test
    void is_refused_if_a_message_is_ahead_of_the_transactions_of_the_server() throws SQLException {
        try (var connection = database.connection();
                var row = new LaneRow(connection, 0)) {
            execute(connection, """
                    insert into messaging.outbox (lane, xid, topic, subject, type, payload)
                    values (0, '9000000000', 'nowhere', 'a', 'test.happened.v1', '1')""");

            assertThatThrownBy(row::requireOwnServer).hasMessageContaining("messaging.adopt_outbox()");
        }
    }

    private static void save(LaneRow row, long epoch, int times) throws SQLException {
        for (var i = 0; i < times; i++) {
            assertThat(row.save(epoch, new Progress(START, i, 0), LEASE)).isTrue();
        }
    }

    private static long blocksRead(Connection connection) throws SQLException {
        execute(connection, "select pg_stat_force_next_flush()");
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select heap_blks_hit + heap_blks_read + idx_blks_hit + idx_blks_read
                        from pg_statio_all_tables where relid = 'messaging.outbox_lane'::regclass""")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
