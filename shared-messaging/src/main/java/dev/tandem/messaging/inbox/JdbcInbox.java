package dev.tandem.messaging.inbox;

import dev.tandem.messaging.Inbox;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The inbox as a table in the service's own database. */
final class JdbcInbox implements Inbox {

    static final int SLOTS = 16;

    private static final long SECONDS_PER_DAY = 86_400;

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;

    JdbcInbox(JdbcClient jdbc, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @Override
    public boolean once(String consumer, Receipt message, Runnable work) {
        return transactions.execute(_ -> {
            var isNew = !remember(consumer, List.of(message)).isEmpty();
            if (isNew) {
                work.run();
            }
            return isNew;
        });
    }

    /** Inserts in the order of the ids, so that two transactions with the same messages do not deadlock. */
    @Override
    public Set<String> remember(String consumer, List<Receipt> messages) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a message has to be remembered in the transaction of its work");
        }
        var sorted = messages.stream()
                .distinct()
                .sorted(Comparator.comparing(Receipt::id))
                .toList();
        return jdbc.sql("""
                        insert into messaging.inbox (consumer, message_id, slot)
                        select ?, * from unnest(cast(? as text[]), cast(? as int[]))
                        on conflict do nothing returning message_id""")
                .params(
                        consumer,
                        sorted.stream().map(Receipt::id).toArray(String[]::new),
                        sorted.stream().map(JdbcInbox::slotOf).toArray(Integer[]::new))
                .query((row, _) -> row.getString(1))
                .set();
    }

    private static int slotOf(Receipt message) {
        return Math.floorMod(message.sentAt().getEpochSecond() / SECONDS_PER_DAY, SLOTS);
    }
}
