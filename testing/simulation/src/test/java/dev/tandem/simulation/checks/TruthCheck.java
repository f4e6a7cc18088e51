package dev.tandem.simulation.checks;

import dev.tandem.contracts.Message;
import dev.tandem.contracts.inventory.InventoryCommand;
import dev.tandem.contracts.payment.PaymentCommand;
import dev.tandem.simulation.database.Database;
import dev.tandem.simulation.database.Table;
import dev.tandem.simulation.database.Table.Change;
import dev.tandem.simulation.engine.Violations;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The invariant "truth": a change of state and its event commit together, and no event describes another state. */
final class TruthCheck {

    private final Violations violations;

    TruthCheck(Violations violations) {
        this.violations = violations;
    }

    void check(Database database) {
        for (var table : database.published()) {
            check(database, table);
        }
    }

    private <V> void check(Database database, Table<?, V> table) {
        table.changes().forEach(change -> check(change, eventsOf(database, change.subject())));
    }

    /** A transaction may change a state several times, and may repeat the event about the state before. */
    private void check(Change<?> change, List<? extends Class<?>> events) {
        var states = withoutRepetitions(Stream.concat(Stream.ofNullable(change.told()), change.untold().stream()));
        var told = withoutRepetitions(events.stream());
        violations.check(
                states.isEmpty()
                        || told.equals(states)
                        || (change.told() != null && told.equals(states.subList(1, states.size()))),
                "truth: the events about %s are %s, and its states %s",
                change.subject(),
                events,
                states);
    }

    private static List<Class<?>> withoutRepetitions(Stream<? extends Class<?>> types) {
        var distinct = new ArrayList<Class<?>>();
        types.filter(type -> distinct.isEmpty() || distinct.getLast() != type).forEachOrdered(distinct::add);
        return distinct;
    }

    private static List<? extends Class<?>> eventsOf(Database database, String subject) {
        return database.added().stream()
                .filter(message -> message.subject().equals(subject))
                .filter(message -> !(message instanceof InventoryCommand || message instanceof PaymentCommand))
                .map(Message::getClass)
                .toList();
    }
}
