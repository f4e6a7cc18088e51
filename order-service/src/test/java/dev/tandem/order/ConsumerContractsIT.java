package dev.tandem.order;

import static org.awaitility.Awaitility.await;

import dev.tandem.consumercontracts.Ending;
import dev.tandem.consumercontracts.KafkaWire;
import dev.tandem.consumercontracts.OrderStory;
import dev.tandem.consumercontracts.RecordsContract;
import dev.tandem.consumercontracts.inventory.InventoryCommandsContract;
import dev.tandem.consumercontracts.payment.PaymentCommandsContract;
import dev.tandem.contracts.Message;
import dev.tandem.contracts.inventory.InventoryCommand;
import dev.tandem.contracts.order.OrderEvent;
import dev.tandem.contracts.payment.PaymentCommand;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Nested;

/** The expectations that the consumers of this service have of it (ADR 0013). */
class ConsumerContractsIT extends RunningOrderService {

    /** Each story runs once, for all consumers that expect something of it. */
    private static final Map<Ending, OrderStory> STORIES = new EnumMap<>(Ending.class);

    @Nested
    class Events_for_inventory_service extends dev.tandem.consumercontracts.inventory.OrderEventsContract {

        @Override
        protected OrderStory story(Ending ending) {
            return played(ending);
        }
    }

    @Nested
    class Events_for_payment_service extends dev.tandem.consumercontracts.payment.OrderEventsContract {

        @Override
        protected OrderStory story(Ending ending) {
            return played(ending);
        }
    }

    @Nested
    class Events_for_notification_service extends dev.tandem.consumercontracts.notification.OrderEventsContract {

        @Override
        protected OrderStory story(Ending ending) {
            return played(ending);
        }
    }

    @Nested
    class Commands_for_inventory_service extends InventoryCommandsContract {

        @Override
        protected OrderStory story(Ending ending) {
            return played(ending);
        }
    }

    @Nested
    class Commands_for_payment_service extends PaymentCommandsContract {

        @Override
        protected OrderStory story(Ending ending) {
            return played(ending);
        }
    }

    @Nested
    class Records_of_events extends RecordsOfACancelledOrder {

        @Override
        protected Class<? extends Message> channel() {
            return OrderEvent.class;
        }
    }

    @Nested
    class Records_for_inventory_service extends RecordsOfACancelledOrder {

        @Override
        protected Class<? extends Message> channel() {
            return InventoryCommand.class;
        }
    }

    @Nested
    class Records_for_payment_service extends RecordsOfACancelledOrder {

        @Override
        protected Class<? extends Message> channel() {
            return PaymentCommand.class;
        }
    }

    private abstract class RecordsOfACancelledOrder extends RecordsContract {

        @Override
        protected KafkaWire wire() {
            return INVENTORY;
        }

        @Override
        protected String source() {
            return "/order-service";
        }

        @Override
        protected UUID publish(String correlationId) {
            var id = place("tok_visa", correlationId);
            awaitPaymentCommand(id);
            cancel(id, correlationId);
            return id;
        }
    }

    private OrderStory played(Ending ending) {
        return STORIES.computeIfAbsent(ending, this::play);
    }

    private OrderStory play(Ending ending) {
        if (ending == Ending.OUT_OF_STOCK) {
            OTHERS.inventory().stock("MUG-BLUE", 1);
        }
        var id = place(OrderStory.tokenFor(ending), "correlation");
        switch (ending) {
            case CONFIRMED -> carryTo("CONFIRMED", id);
            case OUT_OF_STOCK, PAYMENT_DECLINED, SUSPECTED_FRAUD -> carryTo("REJECTED", id);
            case TIMED_OUT -> {
                awaitPaymentCommand(id);
                letElevenMinutesPass(id);
                await().until(() -> statusOf(id).equals("REJECTED"));
            }
            case CANCELLED_WHILE_PAYING -> {
                awaitPaymentCommand(id);
                cancel(id, "correlation");
            }
            case CANCELLED_AFTERWARDS -> {
                carryTo("CONFIRMED", id);
                cancel(id, "correlation");
            }
        }
        await().until(() -> backlog.outgoing().messages() == 0);
        return new OrderStory(
                id,
                INVENTORY.received(OrderEvent.class, id),
                INVENTORY.received(InventoryCommand.class, id),
                INVENTORY.received(PaymentCommand.class, id));
    }

    private UUID place(String token, String correlationId) {
        return idOf(order(token, Map.of("Prefer", "respond-async", "correlation-id", correlationId))
                .expectStatus()
                .isAccepted());
    }

    private void cancel(UUID id, String correlationId) {
        http.post()
                .uri("/api/orders/" + id + "/cancellation")
                .header("correlation-id", correlationId)
                .exchange()
                .expectStatus()
                .isOk();
    }

    private void carryTo(String status, UUID id) {
        await().until(() -> {
            letStockAnswer(id);
            letPaymentAnswer(id);
            return statusOf(id).equals(status);
        });
    }

    private void awaitPaymentCommand(UUID id) {
        await().until(() -> {
            letStockAnswer(id);
            return !INVENTORY.received(PaymentCommand.class, id).isEmpty();
        });
    }

    private void letElevenMinutesPass(UUID id) {
        jdbc.sql("update orders set placed_at = placed_at - interval '11 minutes', claimed_until = now() where id = ?")
                .param(id)
                .update();
    }
}
