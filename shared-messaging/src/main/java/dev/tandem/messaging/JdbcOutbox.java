package dev.tandem.messaging;

import dev.tandem.contracts.Message;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The outbox as a table beside the tables of the service. */
final class JdbcOutbox implements Outbox {

    private final JdbcClient jdbc;
    private final MessageJson json;
    private final PendingChanges pending;
    private final Runnable wakeRelay;

    JdbcOutbox(JdbcClient jdbc, MessageJson json, PendingChanges pending, Runnable wakeRelay) {
        this.jdbc = jdbc;
        this.json = json;
        this.pending = pending;
        this.wakeRelay = wakeRelay;
    }

    @Override
    public void add(Message message) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a message needs the transaction of the change that it tells of");
        }
        // The aggregate's row has to be locked before its message gets its id.
        pending.flush();
        jdbc.sql("insert into messaging.outbox (topic, subject, type, payload) values (?, ?, ?, ?)")
                .params(
                        MessageCatalogue.channelOf(message).value(),
                        message.subject(),
                        MessageCatalogue.typeOf(message.getClass()),
                        json.write(message))
                .update();
        wakeRelayAfterCommit();
    }

    private void wakeRelayAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                wakeRelay.run();
            }
        });
    }
}
