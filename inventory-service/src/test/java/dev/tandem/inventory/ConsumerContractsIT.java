package dev.tandem.inventory;

import static org.awaitility.Awaitility.await;

import dev.tandem.consumercontracts.HttpCaller;
import dev.tandem.consumercontracts.KafkaWire;
import dev.tandem.consumercontracts.RecordsContract;
import dev.tandem.consumercontracts.Wire;
import dev.tandem.consumercontracts.order.InventoryApiContract;
import dev.tandem.consumercontracts.order.InventoryEventsContract;
import dev.tandem.contracts.Message;
import dev.tandem.contracts.inventory.InventoryApi;
import dev.tandem.contracts.inventory.InventoryCommand.ReleaseStock;
import dev.tandem.contracts.inventory.InventoryCommand.ReserveStock;
import dev.tandem.contracts.inventory.InventoryEvent;
import dev.tandem.contracts.inventory.InventoryEvent.StockReleased;
import dev.tandem.contracts.inventory.ReservationLine;
import dev.tandem.testing.infrastructure.Infrastructure;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The expectations of this service's consumers (ADR 0013). */
class ConsumerContractsIT extends RunningInventoryService {

    private static final KafkaWire WIRE = new KafkaWire(Infrastructure.get().bootstrapServers(), "/order-service");

    @LocalServerPort
    int port;

    @Nested
    class The_step_over_rest extends InventoryApiContract {

        @Override
        protected String url() {
            return address();
        }

        @Override
        protected void stock(String sku, int units) {
            setStock(sku, units);
        }

        @Override
        protected void release(UUID orderId) {
            WIRE.send(new ReleaseStock(orderId));
            await().until(() -> WIRE.received(InventoryEvent.class, orderId).contains(new StockReleased(orderId)));
        }
    }

    @Nested
    class The_step_over_kafka extends InventoryEventsContract {

        @Override
        protected Wire wire() {
            return WIRE;
        }

        @Override
        protected InventoryApi inventory() {
            return new HttpCaller(address()).through(InventoryApi.class);
        }

        @Override
        protected void stock(String sku, int units) {
            setStock(sku, units);
        }
    }

    @Nested
    class The_published_records extends RecordsContract {

        @Override
        protected KafkaWire wire() {
            return WIRE;
        }

        @Override
        protected String source() {
            return "/inventory-service";
        }

        @Override
        protected Class<? extends Message> channel() {
            return InventoryEvent.class;
        }

        @Override
        protected UUID publish(String correlationId) {
            var orderId = UUID.randomUUID();
            var request = "{\"lines\": [{\"sku\": \"MUG-BLUE\", \"quantity\": 1}]}";
            new HttpCaller(address())
                    .put("/internal/reservations/" + orderId, request, "correlation-id", correlationId);
            WIRE.send(new ReserveStock(orderId, List.of(new ReservationLine("MUG-BLUE", 1))), correlationId);
            return orderId;
        }
    }

    private String address() {
        return "http://localhost:" + port;
    }

    private void setStock(String sku, int units) {
        jdbc.sql("update products set on_hand = ?, reserved = 0 where sku = ?")
                .params(units, sku)
                .update();
    }
}
