package dev.tandem.simulation.database;

import dev.tandem.messaging.Inbox;
import dev.tandem.simulation.engine.PlantedBug;
import java.util.List;
import java.util.Set;
import org.springframework.transaction.support.TransactionTemplate;

/** The inbox in a simulated database. */
public final class InMemoryInbox implements Inbox {

    private final Table<String, Boolean> handled;
    private final TransactionTemplate transactions;
    private final boolean forgetsMessages;

    public InMemoryInbox(Database database, PlantedBug bug) {
        this.handled = database.table();
        this.transactions = new TransactionTemplate(database);
        this.forgetsMessages = bug == PlantedBug.INBOX_FORGETS_MESSAGES;
    }

    @Override
    public boolean once(String consumer, Receipt message, Runnable work) {
        return Boolean.TRUE.equals(transactions.execute(_ -> {
            var isNew = forgetsMessages || handled.find(consumer + message.id()).isEmpty();
            if (isNew) {
                handled.put(consumer + message.id(), true);
                work.run();
            }
            return isNew;
        }));
    }

    @Override
    public Set<String> remember(String consumer, List<Receipt> messages) {
        throw new UnsupportedOperationException("the simulation handles no batches");
    }
}
