package dev.tandem.messaging;

import dev.tandem.contracts.Message;
import java.util.function.IntConsumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The outbox as a table beside the tables of the service. */
final class JdbcOutbox implements Outbox {

    private final JdbcClient jdbc;
    private final MessageJson json;
    private final OutgoingCheck check;
    private final PendingChanges pending;
    private final MessageContext context;
    private final Lanes lanes;
    private final IntConsumer wakeRelay;

    JdbcOutbox(
            JdbcClient jdbc,
            MessageJson json,
            OutgoingCheck check,
            PendingChanges pending,
            MessageContext context,
            Lanes lanes,
            IntConsumer wakeRelay) {
        this.jdbc = jdbc;
        this.json = json;
        this.check = check;
        this.pending = pending;
        this.context = context;
        this.lanes = lanes;
        this.wakeRelay = wakeRelay;
    }

    @Override
    public void add(Message message) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a message needs the transaction of the change that it tells of");
        }
        var type = MessageCatalogue.typeOf(message.getClass());
        var payload = json.write(message);
        check.check(type, payload);
        // The aggregate's row has to be locked before its message gets its id.
        pending.flush();
        var lane = lanes.of(message.subject());
        jdbc.sql("""
            insert into messaging.outbox (lane, topic, subject, type, payload, traceparent, correlation_id)
            values (?, ?, ?, ?, ?, ?, ?)\
            """)
                .param(lane)
                .param(MessageCatalogue.channelOf(message).value())
                .param(message.subject())
                .param(type)
                .param(payload)
                .param(context.traceparent())
                .param(context.correlationId())
                .update();
        wakeRelayAfterCommit(lane);
    }

    private void wakeRelayAfterCommit(int lane) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                wakeRelay.accept(lane);
            }
        });
    }
}
