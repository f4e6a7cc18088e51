package dev.tandem.order.messaging;

import static dev.tandem.order.ContractValues.toContract;

import dev.tandem.contracts.Message;
import dev.tandem.contracts.inventory.InventoryCommand.ReleaseStock;
import dev.tandem.contracts.inventory.InventoryCommand.ReserveStock;
import dev.tandem.contracts.order.OrderEvent.Line;
import dev.tandem.contracts.order.OrderEvent.OrderCancelled;
import dev.tandem.contracts.order.OrderEvent.OrderConfirmed;
import dev.tandem.contracts.order.OrderEvent.OrderPlaced;
import dev.tandem.contracts.order.OrderEvent.OrderRejected;
import dev.tandem.contracts.payment.PaymentCommand.AuthorizeSealedPayment;
import dev.tandem.contracts.payment.PaymentCommand.RefundPayment;
import dev.tandem.database.Change;
import dev.tandem.messaging.Outbox;
import dev.tandem.order.application.OrderEvents;
import dev.tandem.order.domain.Effect;
import dev.tandem.order.domain.NetAndVat;
import dev.tandem.order.domain.Order;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Publishes the messages about an order through the outbox. */
@Component
class OutboxOrderEvents implements OrderEvents {

    private final Outbox outbox;

    OutboxOrderEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public boolean publish(Order order, Set<Effect> effects, Change change) {
        var messages = effects.stream().map(effect -> message(order, effect)).toList();
        return outbox.addWith(change, messages);
    }

    private static Message message(Order order, Effect effect) {
        return switch (effect) {
            case ANNOUNCE_PLACED -> placed(order);
            case ANNOUNCE_CONFIRMED -> confirmed(order);
            case ANNOUNCE_REJECTED -> rejected(order);
            case ANNOUNCE_CANCELLED -> cancelled(order);
            case ASK_FOR_STOCK -> new ReserveStock(order.id(), toContract(order.lines()));
            case ASK_FOR_PAYMENT ->
                new AuthorizeSealedPayment(
                        order.id(), toContract(order.total()), Objects.requireNonNull(order.sealedToken()));
            case RELEASE_STOCK -> new ReleaseStock(order.id());
            case REFUND_PAYMENT -> new RefundPayment(order.id());
        };
    }

    private static OrderPlaced placed(Order order) {
        return new OrderPlaced(
                order.id(), order.customer().id(), lines(order), toContract(order.total()), order.placedAt());
    }

    private static OrderConfirmed confirmed(Order order) {
        var money = NetAndVat.of(order.total());
        return new OrderConfirmed(
                order.id(),
                order.customer().id(),
                order.customer().email(),
                lines(order),
                toContract(money.net()),
                toContract(money.vat()),
                order.changedAt());
    }

    private static OrderRejected rejected(Order order) {
        var reason = Objects.requireNonNull(order.sagaState().rejectionReason());
        return new OrderRejected(
                order.id(), order.customer().id(), order.customer().email(), toContract(reason), order.changedAt());
    }

    private static OrderCancelled cancelled(Order order) {
        return new OrderCancelled(
                order.id(), order.customer().id(), order.customer().email(), order.changedAt());
    }

    private static List<Line> lines(Order order) {
        return order.lines().stream()
                .map(line -> new Line(line.sku(), line.name(), line.quantity(), toContract(line.price())))
                .toList();
    }
}
