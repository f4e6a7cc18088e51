package dev.tandem.messaging.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.messaging.deadletter.DeadLetter.State;
import dev.tandem.messaging.deadletter.DeadLetters.Filter;
import dev.tandem.testing.documents.CodeBlocks;
import dev.tandem.testing.documents.Shell;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The commands of the runbook TandemDeadLetters, as they are written. */
class RunbookIT extends FragileConsumer {

    private static final CodeBlocks RUNBOOK = CodeBlocks.of("docs/runbooks/TandemDeadLetters.md");
    private static final String TYPE = "inventory.stock-reserved.v1";

    @Autowired
    JdbcClient jdbc;

    @Test
    void it_finds_shows_and_replays_a_letter() {
        var order = UUID.randomUUID();
        handler.failAt(order, 1);
        send(order, 1);
        var id = "" + awaitDead(order).id();

        assertThat(run("state=DEAD", Map.of("/17", "/" + id, "order.confirmed.v2", TYPE, "limit=20", "limit=1000")))
                .contains("\"id\":" + id, "\"ce_type\":\"" + TYPE + "\"", "cannot handle 1");

        handler.mend(order);
        assertThat(run("\"REPLAY\"", Map.of("/17", "/" + id))).contains("\"state\":\"READY\"");
        await().untilAsserted(() -> assertThat(handler.handled(order)).containsExactly(1));
    }

    @Test
    void it_replays_many() {
        discardOthers(); // the command replays the first hundred
        var order = UUID.randomUUID();
        handler.failAt(order, 1);
        send(order, 1);
        awaitDead(order);
        handler.mend(order);

        assertThat(run("{\"type\"", Map.of("order.confirmed.v2", TYPE))).contains("\"replayed\":");
        await().untilAsserted(() -> assertThat(handler.handled(order)).containsExactly(1));
    }

    @Test
    void it_discards_a_letter() {
        var order = UUID.randomUUID();
        send(order, TYPE, "not json");
        var id = awaitDead(order).id();

        run("\"REPLAY\"", Map.of("/17", "/" + id, "REPLAY", "DISCARD"));

        assertThat(deadLetters.find(id).orElseThrow().state()).isEqualTo(State.DISCARDED);
    }

    @Test
    void it_finds_the_transaction_that_holds_a_lock() {
        assertThat(jdbc.sql(RUNBOOK.containing("pg_blocking_pids")).query().listOfRows())
                .isNotEmpty();
    }

    private void discardOthers() {
        deadLetters
                .list(new Filter(State.DEAD, null, TYPE, null), 0, 1000)
                .forEach(letter -> deadLetters.discard(letter.id(), INSTRUCTION));
    }

    private String run(String block, Map<String, String> values) {
        return Shell.run(RUNBOOK.containing(block).replace("localhost:8082", "localhost:" + port), values);
    }
}
