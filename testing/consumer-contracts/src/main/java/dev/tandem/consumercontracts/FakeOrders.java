package dev.tandem.consumercontracts;

import dev.tandem.contracts.inventory.InventoryCommand;
import dev.tandem.contracts.inventory.InventoryCommand.ReleaseStock;
import dev.tandem.contracts.inventory.InventoryCommand.ReserveStock;
import dev.tandem.contracts.inventory.ReservationLine;
import dev.tandem.contracts.order.OrderEvent;
import dev.tandem.contracts.order.OrderEvent.OrderCancelled;
import dev.tandem.contracts.order.OrderEvent.OrderConfirmed;
import dev.tandem.contracts.order.OrderEvent.OrderPlaced;
import dev.tandem.contracts.order.OrderEvent.OrderRejected;
import dev.tandem.contracts.order.OrderEvent.RejectionReason;
import dev.tandem.contracts.payment.PaymentCommand;
import dev.tandem.contracts.payment.PaymentCommand.AuthorizeSealedPayment;
import dev.tandem.contracts.payment.PaymentCommand.RefundPayment;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Stands in for order-service where its consumers are tested: creates the messages that order-service would publish
 * about an order. It has to meet the consumers' expectations, as order-service does.
 */
public final class FakeOrders {

    private FakeOrders() {}

    public static OrderPlaced placed(UUID orderId) {
        return new OrderPlaced(orderId, OrderStory.CUSTOMER, OrderStory.LINES, OrderStory.TOTAL, Instant.now());
    }

    public static OrderConfirmed confirmed(UUID orderId) {
        return new OrderConfirmed(
                orderId,
                OrderStory.CUSTOMER,
                OrderStory.EMAIL,
                OrderStory.LINES,
                OrderStory.NET,
                OrderStory.VAT,
                Instant.now());
    }

    public static OrderRejected rejected(UUID orderId, RejectionReason reason) {
        return new OrderRejected(orderId, OrderStory.CUSTOMER, OrderStory.EMAIL, reason, Instant.now());
    }

    public static OrderCancelled cancelled(UUID orderId) {
        return new OrderCancelled(orderId, OrderStory.CUSTOMER, OrderStory.EMAIL, Instant.now());
    }

    public static AuthorizeSealedPayment authorizePayment(UUID orderId, String token) {
        return new AuthorizeSealedPayment(orderId, OrderStory.TOTAL, SealedTokens.seal(orderId, token));
    }

    public static OrderStory story(Ending ending) {
        var id = UUID.randomUUID();
        return new OrderStory(id, events(id, ending), inventoryCommands(id, ending), paymentCommands(id, ending));
    }

    private static List<OrderEvent> events(UUID id, Ending ending) {
        return switch (ending) {
            case CONFIRMED -> List.of(placed(id), confirmed(id));
            case OUT_OF_STOCK -> List.of(placed(id), rejected(id, RejectionReason.OUT_OF_STOCK));
            case PAYMENT_DECLINED -> List.of(placed(id), rejected(id, RejectionReason.PAYMENT_DECLINED));
            case SUSPECTED_FRAUD -> List.of(placed(id), rejected(id, RejectionReason.SUSPECTED_FRAUD));
            case TIMED_OUT -> List.of(placed(id), rejected(id, RejectionReason.TIMED_OUT));
            case CANCELLED_WHILE_PAYING -> List.of(placed(id), cancelled(id));
            case CANCELLED_AFTERWARDS -> List.of(placed(id), confirmed(id), cancelled(id));
        };
    }

    private static List<InventoryCommand> inventoryCommands(UUID id, Ending ending) {
        var lines = OrderStory.LINES.stream()
                .map(line -> new ReservationLine(line.sku(), line.quantity()))
                .toList();
        var reserve = new ReserveStock(id, lines);
        return switch (ending) {
            case CONFIRMED, OUT_OF_STOCK -> List.of(reserve);
            case PAYMENT_DECLINED, SUSPECTED_FRAUD, TIMED_OUT, CANCELLED_WHILE_PAYING, CANCELLED_AFTERWARDS ->
                List.of(reserve, new ReleaseStock(id));
        };
    }

    private static List<PaymentCommand> paymentCommands(UUID id, Ending ending) {
        var authorize = authorizePayment(id, OrderStory.tokenFor(ending));
        return switch (ending) {
            case OUT_OF_STOCK -> List.of();
            case CONFIRMED, PAYMENT_DECLINED, SUSPECTED_FRAUD -> List.of(authorize);
            case TIMED_OUT, CANCELLED_WHILE_PAYING, CANCELLED_AFTERWARDS -> List.of(authorize, new RefundPayment(id));
        };
    }
}
