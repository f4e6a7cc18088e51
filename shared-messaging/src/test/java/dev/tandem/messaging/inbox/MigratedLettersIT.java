package dev.tandem.messaging.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

import com.zaxxer.hikari.HikariDataSource;
import dev.tandem.contracts.inventory.InventoryEvent;
import dev.tandem.database.AfterCommit;
import dev.tandem.messaging.MessageHandler;
import dev.tandem.messaging.Settings;
import dev.tandem.messaging.deadletter.DeadLetter;
import dev.tandem.messaging.deadletter.DeadLetter.State;
import dev.tandem.messaging.deadletter.DeadLetterStore;
import dev.tandem.messaging.deadletter.DeadLetters;
import dev.tandem.messaging.deadletter.DeadLetters.Filter;
import dev.tandem.messaging.deadletter.DeadLetters.Instruction;
import dev.tandem.messaging.deadletter.OperatorsView;
import dev.tandem.messaging.deadletter.ReadyLetters;
import dev.tandem.messaging.worker.DatabaseCheck;
import dev.tandem.testing.infrastructure.Infrastructure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The dead letters of a database whose tables had version 5, after the migrations to the present version. */
class MigratedLettersIT {

    private static final String CONSUMER = "inventory.events";
    private static final Instruction INSTRUCTION = new Instruction("ada", "the handler is mended");

    private final HikariDataSource database = database();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final DeadLetters deadLetters = OperatorsView.of(database, PlainInbox.of(database));
    private final List<UUID> handled = new CopyOnWriteArrayList<>();
    private final Redelivery redelivery = redelivery();
    private final UUID failed = UUID.randomUUID();
    private final UUID behind = UUID.randomUUID();

    @BeforeEach
    void migrateLettersOfVersion5() {
        Flyway.configure()
                .dataSource(database)
                .schemas("messaging")
                .locations("classpath:db/messaging")
                .placeholders(Map.of("rowsPerPartition", "" + Settings.DEFAULT.rowsPerPartition()))
                .target("5")
                .load()
                .migrate();
        add(CONSUMER, 7, failed, State.DEAD);
        add(CONSUMER, 8, behind, State.WAITING);
        add(DeadLetter.OUTBOX, 20, UUID.randomUUID(), State.READY);
        add(DeadLetter.OUTBOX, 10, UUID.randomUUID(), State.READY);
        Settings.migrate(database, database.getUsername(), Settings.DEFAULT);
    }

    @AfterEach
    void close() {
        redelivery.stop();
        database.close();
    }

    @Test
    void are_all_there() {
        assertThat(deadLetters.list(new Filter(null, null, null, null), 0, 10))
                .extracting(letter -> letter.state())
                .containsExactly(State.DEAD, State.WAITING, State.READY, State.READY);
    }

    @Test
    void can_be_replayed_with_those_behind_them() {
        redelivery.start();
        deadLetters.replay(idAt(7), INSTRUCTION);

        await().untilAsserted(() -> assertThat(handled).containsExactly(failed, behind));
        await().until(() -> stateAt(7) == State.REPLAYED && stateAt(8) == State.REPLAYED);
    }

    @Test
    void can_be_discarded() {
        redelivery.start();
        deadLetters.discard(idAt(7), INSTRUCTION);

        await().untilAsserted(() -> assertThat(handled).containsExactly(behind));
        assertThat(stateAt(7)).isEqualTo(State.DISCARDED);
    }

    @Test
    void are_sent_in_the_order_of_the_outbox_if_Kafka_had_refused_them() {
        assertThat(new ReadyLetters(jdbc).look(DeadLetter.OUTBOX, null).letters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.id()).isEqualTo(idAt(10)));
    }

    private void add(String consumer, int position, UUID order, State state) {
        jdbc.sql("""
                        insert into messaging.dead_letters
                            (consumer, origin, position, topic, key, message_id, type, headers, payload, state)
                        values (?, ?, ?, 'inventory.events', 'key', ?, 'inventory.stock-released.v1', ?, convert_to(?, 'UTF8'), ?)""")
                .params(consumer, consumer + "-0@" + position, position, order.toString())
                .param("""
                        {"ce_id": "%s", "ce_time": "2026-01-01T00:00:00Z", "ce_type": "inventory.stock-released.v1"}""".formatted(order))
                .params("{\"orderId\": \"" + order + "\"}", state.name())
                .update();
    }

    private long idAt(int position) {
        return jdbc.sql("select id from messaging.dead_letters where position = ?")
                .param(position)
                .query(Long.class)
                .single();
    }

    private State stateAt(int position) {
        return deadLetters.find(idAt(position)).orElseThrow().state();
    }

    private Redelivery redelivery() {
        MessageHandler<InventoryEvent> handler = message -> AfterCommit.run(() -> handled.add(message.orderId()));
        return new Redelivery(
                new DeadLetterStore(jdbc),
                new ReadyLetters(jdbc),
                List.of(PlainConsumer.of(CONSUMER, handler, database, mock(), new SimpleMeterRegistry())),
                new TransactionTemplate(new JdbcTransactionManager(database)),
                new DatabaseCheck(database),
                Settings.DEFAULT);
    }

    private static HikariDataSource database() {
        var database = Infrastructure.get().newDatabase();
        var dataSource = new HikariDataSource();
        dataSource.setJdbcUrl(database.jdbcUrl());
        dataSource.setUsername(database.owner());
        dataSource.setPassword(database.password());
        dataSource.setMaximumPoolSize(3);
        return dataSource;
    }
}
