package dev.tandem.simulation.checks;

import dev.tandem.contracts.Message;
import dev.tandem.contracts.inventory.InventoryCommand;
import dev.tandem.contracts.payment.PaymentCommand;
import dev.tandem.simulation.database.Database;
import dev.tandem.simulation.database.Table;
import dev.tandem.simulation.database.Table.Change;
import dev.tandem.simulation.engine.Violations;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The invariant "truth": a change of state and its event commit together, and no event describes another state. */
final class TruthCheck {

    private final Violations violations;

    TruthCheck(Violations violations) {
        this.violations = violations;
    }

    void check(Database database) {
        for (var table : database.tables()) {
            check(database, table);
        }
    }

    private <V> void check(Database database, Table<?, V> table) {
        for (var change : table.changes()) {
            var expected = table.eventFor(change.after());
            if (expected != null) {
                var before = change.before() == null ? null : table.eventFor(change.before());
                check(change, before, expected, eventsOf(database, change.subject()));
            }
        }
    }

    private void check(
            Change<?> change,
            @Nullable Class<? extends Message> before,
            Class<? extends Message> expected,
            List<? extends Class<?>> events) {
        violations.check(
                expected == before || events.contains(expected),
                "truth: no event %s about %s",
                expected,
                change.subject());
        violations.check(
                events.stream().allMatch(expected::equals),
                "truth: the events about %s are %s, not %s",
                change.subject(),
                events,
                expected);
    }

    private static List<? extends Class<?>> eventsOf(Database database, String subject) {
        return database.added().stream()
                .filter(message -> message.subject().equals(subject))
                .filter(message -> !(message instanceof InventoryCommand || message instanceof PaymentCommand))
                .map(Message::getClass)
                .toList();
    }
}
