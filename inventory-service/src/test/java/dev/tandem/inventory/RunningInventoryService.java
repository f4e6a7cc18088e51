package dev.tandem.inventory;

import dev.tandem.contracts.Message;
import dev.tandem.contracts.inventory.InventoryEvent;
import dev.tandem.inventory.application.ExpireReservations;
import dev.tandem.messaging.MessageHandler;
import dev.tandem.messaging.Outbox;
import dev.tandem.testing.infrastructure.RealInfrastructure;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The whole service, against real PostgreSQL and Kafka; all its tests share one instance, since it is one consumer of
 * Kafka.
 */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"spring.sql.init.mode=always", "tandem.reservations.expiry-interval=100ms"})
@AutoConfigureRestTestClient
@RealInfrastructure
@Import(RunningInventoryService.StockEventsHeard.class)
abstract class RunningInventoryService {

    @Autowired
    RestTestClient http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Outbox outbox;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    ExpireReservations expireReservations;

    @Autowired
    MeterRegistry meters;

    @Autowired
    StockEventsHeard heard;

    /** Makes a message arrive as if another service had sent it. */
    void receive(Message message) {
        transactions.executeWithoutResult(_ -> outbox.add(message));
    }

    /** Consumes the events of the service, as the saga would. */
    @TestComponent
    static class StockEventsHeard implements MessageHandler<InventoryEvent> {

        private final List<InventoryEvent> events = new CopyOnWriteArrayList<>();

        @Override
        public void handle(InventoryEvent event) {
            events.add(event);
        }

        List<InventoryEvent> about(UUID order) {
            return events.stream()
                    .filter(event -> event.orderId().equals(order))
                    .toList();
        }
    }
}
