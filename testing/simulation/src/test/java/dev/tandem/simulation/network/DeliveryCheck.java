package dev.tandem.simulation.network;

import dev.tandem.contracts.Message;
import dev.tandem.simulation.database.Database;
import dev.tandem.simulation.database.Database.OutboxRow;
import dev.tandem.simulation.database.Table;
import dev.tandem.simulation.engine.Violations;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/**
 * Checks that a service handles each message once, and the messages of one subject in the order of their commits. Its
 * records are part of the handler's transaction.
 */
public final class DeliveryCheck {

    private final Table<String, Integer> last;
    private final Table<String, Boolean> handled;
    private final Function<Message, String> logOf;
    private final Violations violations;
    private final Set<String> leftOut = new HashSet<>();

    public DeliveryCheck(Database database, Function<Message, String> logOf, Violations violations) {
        this.last = database.table();
        this.handled = database.table();
        this.logOf = logOf;
        this.violations = violations;
    }

    /** Notes a message that changes nothing. If it arrives again, it may be handled after a later one. */
    void leavingOut(String consumer, OutboxRow row) {
        leftOut.add(consumer + " " + row.id());
    }

    void handling(String consumer, OutboxRow row) {
        var message = consumer + " " + row.id();
        violations.check(handled.find(message).isEmpty(), "progress: %s has handled %s twice", consumer, row);
        handled.put(message, true);

        var log = consumer + " " + logOf.apply(row.message());
        var latest = last.find(log).orElse(-1);
        violations.check(
                latest <= row.number() || leftOut.contains(message),
                "order: %s handles %s after number %d",
                consumer,
                row,
                latest);
        last.put(log, Math.max(row.number(), latest));
    }

    public void reset() {
        leftOut.clear();
    }
}
