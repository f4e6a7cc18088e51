package dev.tandem.messaging.relay;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.local.server.PostgresServer;
import dev.tandem.messaging.Settings;
import dev.tandem.messaging.metrics.PlainBacklog;
import dev.tandem.messaging.relay.OutboxDatabase.Arrival;
import dev.tandem.messaging.relay.OutboxDatabase.Writer;
import dev.tandem.testing.documents.CodeBlocks;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A database that is restored from a dump, on a server that has counted fewer or more transactions.
 */
class RestoreIT extends RelayedOutbox {

    private static final String ADOPT =
            CodeBlocks.of("docs/backup-and-restore.md").containing("adopt_outbox");
    private static final String DELETE_LANE =
            CodeBlocks.of("docs/runbooks/TandemOutboxLeaderless.md").containing("delete from");

    private static PostgresServer otherServer;

    private final OutboxDatabase outbox = new OutboxDatabase(Settings.DEFAULT, 1);
    private @Nullable DatabaseCopy copy;

    @BeforeAll
    static void startServer() {
        otherServer = PostgresServer.forTests();
    }

    @AfterAll
    static void stopServer() {
        otherServer.close();
    }

    @AfterEach
    void close() {
        copy().close();
        outbox.close();
    }

    @Nested
    class On_a_server_with_fewer_transactions {

        @BeforeEach
        void restoreThere() throws Exception {
            countBeyond(other(), outbox.jdbc());
            restore();
        }

        @Test
        void each_unsent_message_is_sent_once() throws Exception {
            assertThat(adopt()).isEqualTo(3);

            assertThatUnsentAreSentOnce();
        }

        @Test
        void nothing_is_sent_before_the_outbox_is_adopted() throws Exception {
            try (var _ = outbox.startRelay(copy().dataSource())) {
                await().until(() -> PlainBacklog.leaderless(copy().jdbc()) > 2);
                assertThat(outbox.arrivals()).hasSize(2);

                adopt();
                outbox.awaitArrivals(5);
            }
            assertThat(outbox.duplicates()).isZero();
        }

        /** By then the counter of this server has passed that of the other one. */
        @Test
        void no_message_that_was_written_before_the_adoption_is_lost() throws Exception {
            try (var _ = outbox.startRelay(copy().dataSource())) {
                await().until(() -> PlainBacklog.leaderless(copy().jdbc()) > 2);
                outbox.addTo(copy().jdbc(), "a", 4);
                outbox.addTo(copy().jdbc(), "c", 1);
                countBeyond(outbox.jdbc(), other());
                outbox.addTo(copy().jdbc(), "c", 2);
                await().during(Duration.ofSeconds(3))
                        .until(() -> outbox.arrivals().size() == 2);
                assertThat(PlainBacklog.of(copy().jdbc()).messages()).isGreaterThanOrEqualTo(6);

                assertThat(adopt()).isEqualTo(6);
                outbox.awaitArrivals(8);
            }
            assertThat(outbox.duplicates()).isZero();
            outbox.assertOrderPerSubject();
        }

        @Test
        void all_held_messages_are_sent_again_if_the_position_is_deleted() throws Exception {
            adopt();
            copy().jdbc().sql(DELETE_LANE).update();

            try (var _ = outbox.startRelay(copy().dataSource())) {
                await().until(() -> outbox.duplicates() == 2);
                outbox.awaitArrivals(5);
            }
            outbox.assertOrderPerSubject();
        }
    }

    @Nested
    class On_a_server_with_more_transactions {

        @BeforeEach
        void restoreThere() throws Exception {
            countBeyond(outbox.jdbc(), other());
            restore();
        }

        @Test
        void each_unsent_message_is_sent_once() throws Exception {
            assertThat(adopt()).isEqualTo(3);

            assertThatUnsentAreSentOnce();
        }

        @Test
        void the_outbox_need_not_be_adopted() throws Exception {
            assertThatUnsentAreSentOnce();
        }
    }

    /** Its id is lower than that of a message that was sent before. */
    @Nested
    class A_message_of_a_transaction_that_was_open_for_long {

        private final Writer late = outbox.begin();

        @BeforeEach
        void sendLaterOnes() throws Exception {
            countBeyond(other(), outbox.jdbc());
            late.add("late", 1);
            try (var _ = outbox.startRelay()) {
                outbox.add("a", 1);
                outbox.awaitArrival("a1");
            }
        }

        @AfterEach
        void endTransaction() {
            late.close();
        }

        @Test
        void is_sent_once_if_it_was_committed_before_the_dump() throws Exception {
            late.commit();
            copy = DatabaseCopy.of(outbox, otherServer);

            assertThat(adopt()).isEqualTo(1);
            assertThatOnlyTheseFollow("late1");
        }

        @Test
        void is_lost_with_its_transaction_if_that_was_open_during_the_dump() throws Exception {
            copy = DatabaseCopy.of(outbox, otherServer);
            late.commit();

            assertThat(adopt()).isZero();
            assertThatOnlyTheseFollow();
        }

        @Test
        void is_sent_once_if_the_copy_is_adopted_meanwhile() throws Exception {
            copy = DatabaseCopy.of(outbox, otherServer);
            try (var open = outbox.begin(copy().dataSource())) {
                open.add("open", 1);
                outbox.addTo(copy().jdbc(), "b", 1);

                assertThat(adopt()).isEqualTo(1);
                try (var _ = outbox.startRelay(copy().dataSource())) {
                    outbox.awaitArrival("b1");
                    open.commit();
                    outbox.awaitArrival("open1");
                }
            }
            assertThat(outbox.duplicates()).isZero();
        }

        private void assertThatOnlyTheseFollow(String... messages) throws Exception {
            try (var _ = outbox.startRelay(copy().dataSource())) {
                outbox.addTo(copy().jdbc(), "z", 1);
                outbox.awaitArrival("z1");
            }
            assertThat(outbox.arrivals().stream().skip(1).map(Arrival::toString))
                    .containsExactlyInAnyOrder(
                            Stream.concat(Stream.of(messages), Stream.of("z1")).toArray(String[]::new));
        }
    }

    /** Before the dump, {@code a1} and {@code b1} are published, and three more messages are not. */
    private void restore() throws Exception {
        try (var _ = outbox.startRelay()) {
            outbox.add("a", 1);
            outbox.add("b", 1);
            outbox.awaitArrivals(2);
        }
        outbox.add("a", 2);
        outbox.add("a", 3);
        outbox.add("b", 2);
        copy = DatabaseCopy.of(outbox, otherServer);
    }

    private DatabaseCopy copy() {
        return requireNonNull(copy);
    }

    private long adopt() {
        return copy().jdbc().sql(ADOPT).query(Long.class).single();
    }

    private void assertThatUnsentAreSentOnce() throws Exception {
        try (var _ = outbox.startRelay(copy().dataSource())) {
            outbox.awaitArrivals(5);
            outbox.addTo(copy().jdbc(), "a", 4);
            outbox.awaitArrival("a4");
        }
        assertThat(outbox.duplicates()).isZero();
        outbox.assertOrderPerSubject();
        assertThat(PlainBacklog.of(copy().jdbc()).messages()).isZero();
    }

    private static JdbcClient other() {
        return JdbcClient.create(
                new DriverManagerDataSource(otherServer.jdbcUrl("postgres"), "postgres", otherServer.password()));
    }

    /** Lets the one server count more transactions than the other. */
    private static void countBeyond(JdbcClient behind, JdbcClient ahead) {
        while (counter(ahead) < counter(behind) + 1_000) {
            ahead.sql("""
                    do $$ begin
                        for i in 1..10000 loop
                            perform pg_current_xact_id();
                            commit;
                        end loop;
                    end $$""").update();
        }
    }

    private static long counter(JdbcClient server) {
        return server.sql("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
                .query(Long.class)
                .single();
    }
}
