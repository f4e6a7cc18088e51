package dev.tandem.messaging.inbox;

import dev.tandem.contracts.inventory.InventoryEvent;
import dev.tandem.messaging.MessageHandler;
import dev.tandem.messaging.deadletter.DeadLetterStore;
import dev.tandem.messaging.wire.MessageCatalogue;
import dev.tandem.messaging.wire.MessageContext;
import dev.tandem.messaging.wire.MessageJson;
import dev.tandem.messaging.worker.DatabaseCheck;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The messages of one consumer, for tests without an application. */
final class PlainConsumer {

    private PlainConsumer() {}

    static IncomingMessages<InventoryEvent> of(
            String name,
            MessageHandler<InventoryEvent> handler,
            DataSource database,
            TopicIds topicIds,
            MeterRegistry meters) {
        var jdbc = JdbcClient.create(database);
        var transactions = new TransactionTemplate(new JdbcTransactionManager(database));
        return new IncomingMessages<>(
                new Subscription<>(name, handler, MessageCatalogue.of(InventoryEvent.class)),
                new JdbcInbox(jdbc, transactions),
                new DeadLetterStore(jdbc),
                topicIds::of,
                new MessageJson()::read,
                new MessageContext(Tracer.NOOP, Propagator.NOOP),
                transactions,
                new DatabaseCheck(database),
                LockTimeouts.of(jdbc),
                meters);
    }
}
