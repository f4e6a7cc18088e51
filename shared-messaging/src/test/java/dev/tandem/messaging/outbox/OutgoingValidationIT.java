package dev.tandem.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.tandem.contracts.Message;
import dev.tandem.contracts.order.OrderEvent.OrderCancelled;
import dev.tandem.database.SingleStatements;
import dev.tandem.messaging.MessagingSettings.Validation;
import dev.tandem.messaging.Outbox;
import dev.tandem.messaging.Settings;
import dev.tandem.messaging.relay.OutboxDatabase;
import dev.tandem.messaging.wire.MessageContext;
import dev.tandem.messaging.wire.MessageJson;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Messages that violate their schema, on their way into the outbox. */
class OutgoingValidationIT {

    private static final OutboxDatabase database = new OutboxDatabase(Settings.DEFAULT, 1);

    private final UUID order = UUID.randomUUID();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void read_the_log() {
        log.start();
        logger().setAdditive(false);
        logger().addAppender(log);
    }

    @AfterEach
    void stop_reading() {
        logger().detachAppender(log);
        logger().setAdditive(true);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Nested
    class Where_software_is_tested {

        private final Validation all = new Validation(1, true);

        @Test
        void they_fail_their_transaction_and_nothing_is_written() {
            assertThatThrownBy(() -> database.transactions().executeWithoutResult(_ -> {
                        outbox(all).add(cancelled("ada@example.com"));
                        outbox(all).add(cancelled(null));
                    }))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("order.cancelled.v1 violates its schema: /email: required (");

            assertThat(written()).isZero();
            assertThat(invalid()).isOne();
        }

        @Test
        void others_are_written() {
            add(all, cancelled("ada@example.com"));

            assertThat(written()).isOne();
            assertThat(invalid()).isZero();
        }
    }

    @Nested
    class In_production {

        @Test
        void they_are_counted_and_sent_all_the_same() {
            add(new Validation(1, false), cancelled(null));

            assertThat(written()).isOne();
            assertThat(invalid()).isOne();
        }

        @Test
        void they_are_logged_with_type_and_violation_but_no_content() {
            add(new Validation(1, false), cancelled(null));

            assertThat(log.list).singleElement().satisfies(line -> {
                assertThat(line.getLevel()).isEqualTo(Level.ERROR);
                assertThat(line.getFormattedMessage())
                        .contains("order.cancelled.v1", "/email: required")
                        .doesNotContain("ada", order.toString());
            });
        }

        @Test
        void a_share_of_the_messages_is_checked() {
            for (var i = 0; i < 400; i++) {
                add(new Validation(0.5, false), cancelled(null));
            }

            assertThat(written()).isEqualTo(400);
            assertThat(invalid()).as("of 400, at a share of a half").isBetween(120.0, 280.0);
        }

        @Test
        void a_share_of_none_checks_nothing() {
            add(new Validation(0, true), cancelled(null));

            assertThat(written()).isOne();
            assertThat(invalid()).isZero();
        }
    }

    @SuppressWarnings("NullAway") // the null is the violation under test
    private Message cancelled(@Nullable String email) {
        return new OrderCancelled(order, "ada", email, Instant.EPOCH);
    }

    private void add(Validation settings, Message message) {
        database.transactions().executeWithoutResult(_ -> outbox(settings).add(message));
    }

    private Outbox outbox(Validation settings) {
        var json = new MessageJson();
        var outgoing = new OutgoingMessages(
                json,
                new OutgoingValidation(json, settings, meters),
                new MessageContext(Tracer.NOOP, Propagator.NOOP),
                new Lanes(1));
        return new JdbcOutbox(
                outgoing,
                new OutboxRows(database.jdbc()),
                new SingleStatements(database.transactions(), Duration.ofMillis(750)),
                _ -> {});
    }

    private long written() {
        return database.jdbc()
                .sql("select count(*) from messaging.outbox where subject = ?")
                .param(order.toString())
                .query(Long.class)
                .single();
    }

    private double invalid() {
        return meters.counter("tandem.messages.invalid", "type", "order.cancelled.v1")
                .count();
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(OutgoingValidation.class);
    }
}
