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
@Import(RunningInventoryService.PublishedEvents.class)
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
    PublishedEvents publishedEvents;

    /** Publishes a message in the role of another service. */
    void receive(Message message) {
        transactions.executeWithoutResult(_ -> outbox.add(message));
    }

    int reserved(String sku) {
        return number("reserved", sku);
    }

    int onHand(String sku) {
        return number("on_hand", sku);
    }

    private int number(String column, String sku) {
        return jdbc.sql("select " + column + " from products where sku = ?")
                .param(sku)
                .query(Integer.class)
                .single();
    }

    String statusOf(UUID order) {
        return jdbc.sql("select status from reservations where order_id = ?")
                .param(order)
                .query(String.class)
                .single();
    }

    /** Collects the published events of the service, in the role of the saga. */
    @TestComponent
    static class PublishedEvents implements MessageHandler<InventoryEvent> {

        private final List<InventoryEvent> events = new CopyOnWriteArrayList<>();

        @Override
        public void handle(InventoryEvent event) {
            events.add(event);
        }

        List<InventoryEvent> of(UUID order) {
            return events.stream()
                    .filter(event -> event.orderId().equals(order))
                    .toList();
        }
    }
}
