package dev.tandem.messaging;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** The inbox as a table beside the tables of the service. */
final class JdbcInbox implements Inbox {

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;

    JdbcInbox(JdbcClient jdbc, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @Override
    public boolean once(String consumer, String messageId, Runnable work) {
        return Boolean.TRUE.equals(transactions.execute(_ -> {
            var isNew = remember(consumer, messageId);
            if (isNew) {
                work.run();
            }
            return isNew;
        }));
    }

    private boolean remember(String consumer, String messageId) {
        return jdbc.sql("insert into messaging.inbox (consumer, message_id) values (?, ?) on conflict do nothing")
                        .params(consumer, messageId)
                        .update()
                == 1;
    }
}
