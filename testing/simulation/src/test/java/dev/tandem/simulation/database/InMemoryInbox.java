package dev.tandem.simulation.database;

import dev.tandem.messaging.Inbox;
import dev.tandem.simulation.engine.PlantedBug;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.transaction.support.TransactionTemplate;

/** The inbox in a simulated database. */
public final class InMemoryInbox implements Inbox {

    private final Table<String, Boolean> handled;
    private final Database database;
    private final TransactionTemplate transactions;
    private final PlantedBug bug;

    public InMemoryInbox(Database database, PlantedBug bug) {
        this.handled = database.table();
        this.database = database;
        this.transactions = new TransactionTemplate(database);
        this.bug = bug;
    }

    @Override
    public boolean once(String consumer, Receipt message, Runnable work) {
        return Boolean.TRUE.equals(transactions.execute(_ -> {
            var isNew = !remember(consumer, List.of(message)).isEmpty();
            if (isNew) {
                work.run();
            }
            return isNew;
        }));
    }

    @Override
    public Set<String> remember(String consumer, List<Receipt> messages) {
        database.requireTransaction();
        var remembered = new LinkedHashSet<String>();
        for (var message : messages) {
            if (isNew(consumer, message)) {
                remembered.add(message.id());
            }
        }
        if (bug != PlantedBug.BATCH_NOT_REMEMBERED || messages.size() == 1) {
            remembered.forEach(id -> handled.put(consumer + id, true));
        }
        return remembered;
    }

    private boolean isNew(String consumer, Receipt message) {
        return bug == PlantedBug.INBOX_FORGETS_MESSAGES
                || handled.find(consumer + message.id()).isEmpty();
    }
}
