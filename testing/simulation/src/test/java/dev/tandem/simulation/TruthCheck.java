package dev.tandem.simulation;

import dev.tandem.contracts.Message;
import dev.tandem.contracts.inventory.InventoryCommand;
import dev.tandem.contracts.payment.PaymentCommand;
import dev.tandem.simulation.database.Database;
import dev.tandem.simulation.database.Table;
import dev.tandem.simulation.database.Table.Change;
import dev.tandem.simulation.engine.Violations;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Truth: a change of state and the event about it commit together, and no event reports anything else. */
final class TruthCheck {

    private final Violations violations;

    TruthCheck(Violations violations) {
        this.violations = violations;
    }

    void committing(Database database) {
        for (var table : database.tables()) {
            committing(database, table);
        }
    }

    private <V> void committing(Database database, Table<?, V> table) {
        for (var change : table.changes()) {
            var news = table.announcementOf(change.after());
            if (news != null) {
                var before = change.before() == null ? null : table.announcementOf(change.before());
                check(change, before, news, eventsOf(database, change.subject()));
            }
        }
    }

    private void check(
            Change<?> change,
            @Nullable Class<? extends Message> before,
            Class<? extends Message> news,
            List<? extends Class<?>> events) {
        violations.check(
                news == before || events.contains(news), "truth: no event %s about %s", news, change.subject());
        violations.check(
                events.stream().allMatch(news::equals),
                "truth: the events about %s are %s, not %s",
                change.subject(),
                events,
                news);
    }

    private static List<? extends Class<?>> eventsOf(Database database, String subject) {
        return database.added().stream()
                .filter(message -> message.subject().equals(subject))
                .filter(message -> !(message instanceof InventoryCommand || message instanceof PaymentCommand))
                .map(Message::getClass)
                .toList();
    }
}
