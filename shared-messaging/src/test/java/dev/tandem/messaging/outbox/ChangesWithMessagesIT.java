package dev.tandem.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tandem.contracts.Message;
import dev.tandem.contracts.order.OrderEvent.OrderCancelled;
import dev.tandem.database.Change;
import dev.tandem.database.SingleStatements;
import dev.tandem.messaging.MessagingDatabase;
import dev.tandem.messaging.MessagingSettings.Validation;
import dev.tandem.messaging.Outbox;
import dev.tandem.messaging.wire.MessageContext;
import dev.tandem.messaging.wire.MessageJson;
import dev.tandem.testing.infrastructure.RoundTrips;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Changes that are written together with their messages. */
class ChangesWithMessagesIT {

    private static final MessagingDatabase DATABASE = new MessagingDatabase();

    private final List<Integer> woken = new ArrayList<>();
    private final UUID order = UUID.randomUUID();
    private final DataSource observed = RoundTrips.observed(DATABASE.dataSource());
    private final JdbcClient jdbc = JdbcClient.create(observed);
    private final TransactionTemplate transactions = new TransactionTemplate(new JdbcTransactionManager(observed));
    private final Outbox outbox = outbox();

    @BeforeAll
    static void create_a_table() {
        DATABASE.asOwner("create table carts (id uuid primary key, version int)");
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @BeforeEach
    void an_order() {
        jdbc.sql("insert into carts values (?, 0)").param(order).update();
    }

    @Test
    void need_one_round_trip() {
        var trips = RoundTrips.of(() -> assertThat(
                        outbox.addWith(change(0), List.of(cancelled("a@b.de"), cancelled("c@d.de"))))
                .isTrue());

        assertThat(trips).hasSize(1);
        assertThat(version()).isOne();
        assertThat(messages()).hasSize(2).isSorted();
        assertThat(woken).containsExactly(0);
    }

    @Test
    void add_no_message_if_there_is_nothing_to_change() {
        assertThat(outbox.addWith(change(7), List.of(cancelled("a@b.de")))).isFalse();

        assertThat(messages()).isEmpty();
        assertThat(woken).isEmpty();
    }

    @Test
    void may_have_no_message() {
        assertThat(outbox.addWith(change(0), List.of())).isTrue();
        assertThat(outbox.addWith(change(0), List.of())).isFalse();

        assertThat(version()).isOne();
    }

    @Test
    void are_not_made_if_a_message_is_refused() {
        assertThatThrownBy(() -> outbox.addWith(change(0), List.of(cancelled(null))))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(version()).isZero();
    }

    @Test
    void are_a_part_of_the_current_transaction() {
        transactions.executeWithoutResult(transaction -> {
            outbox.addWith(change(0), List.of(cancelled("a@b.de")));
            transaction.setRollbackOnly();
        });

        assertThat(version()).isZero();
        assertThat(messages()).isEmpty();
        assertThat(woken).isEmpty();
    }

    @Test
    void have_messages_that_follow_those_which_the_transaction_has_added_before() {
        transactions.executeWithoutResult(_ -> {
            outbox.add(cancelled("first@example.com"));
            outbox.addWith(change(0), List.of(cancelled("second@example.com")));
            outbox.addWith(change(7), List.of(cancelled("never@example.com")));
            outbox.add(cancelled("third@example.com"));
        });

        assertThat(texts())
                .satisfiesExactly(
                        first -> assertThat(first).contains("first@"),
                        second -> assertThat(second).contains("second@"),
                        third -> assertThat(third).contains("third@"));
    }

    /** The relay publishes the messages of a window by their ids, so an id must not be drawn before the lock. */
    @Test
    void draw_their_ids_after_they_have_locked_their_row() {
        var later = transactions.execute(_ -> {
            jdbc.sql("update carts set version = version where id = ?")
                    .param(order)
                    .update();
            var waiting = CompletableFuture.supplyAsync(
                    () -> outbox.addWith(change(0), List.of(cancelled("second@example.com"))));
            await().pollInSameThread().until(this::isAnyoneWaiting);
            outbox.add(cancelled("first@example.com"));
            return waiting;
        });

        assertThat(later.join()).isTrue();
        assertThat(texts())
                .satisfiesExactly(
                        first -> assertThat(first).contains("first@"),
                        second -> assertThat(second).contains("second@"));
    }

    private boolean isAnyoneWaiting() {
        return jdbc.sql("select exists (select from pg_locks where locktype = 'transactionid' and not granted)")
                .query(Boolean.class)
                .single();
    }

    private Change change(int version) {
        return new Change(
                "changed as (update carts set version = version + 1 where id = ? and version = ? returning id)",
                List.of(order, version));
    }

    @SuppressWarnings("NullAway") // null is a violation
    private Message cancelled(@Nullable String email) {
        return new OrderCancelled(order, "ada", email, Instant.EPOCH);
    }

    private int version() {
        return jdbc.sql("select version from carts where id = ?")
                .param(order)
                .query(Integer.class)
                .single();
    }

    private List<Long> messages() {
        return jdbc.sql("select id from messaging.outbox where subject = ? order by payload")
                .param(order.toString())
                .query((row, _) -> row.getLong(1))
                .list();
    }

    private List<String> texts() {
        return jdbc.sql("select convert_from(payload, 'UTF8') from messaging.outbox where subject = ? order by id")
                .param(order.toString())
                .query((row, _) -> row.getString(1))
                .list();
    }

    private Outbox outbox() {
        var json = new MessageJson();
        return new JdbcOutbox(
                new OutgoingMessages(
                        json,
                        new OutgoingValidation(json, new Validation(1, true), new SimpleMeterRegistry()),
                        new MessageContext(Tracer.NOOP, Propagator.NOOP),
                        new Lanes(1)),
                new OutboxRows(jdbc),
                new SingleStatements(transactions, Duration.ofMillis(750)),
                woken::add);
    }
}
