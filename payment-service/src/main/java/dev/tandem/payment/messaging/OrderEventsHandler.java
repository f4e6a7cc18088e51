package dev.tandem.payment.messaging;

import dev.tandem.contracts.order.OrderEvent;
import dev.tandem.contracts.order.OrderEvent.OrderCancelled;
import dev.tandem.contracts.order.OrderEvent.OrderConfirmed;
import dev.tandem.contracts.order.OrderEvent.OrderPlaced;
import dev.tandem.contracts.order.OrderEvent.OrderRejected;
import dev.tandem.messaging.MessageHandler;
import dev.tandem.payment.application.CapturePayment;
import dev.tandem.payment.application.LockPayments;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Charges confirmed orders. Payments of rejected or cancelled orders are undone by command, because only the saga knows
 * what to undo.
 */
@Component
class OrderEventsHandler implements MessageHandler<OrderEvent> {

    private final CapturePayment capturePayment;
    private final LockPayments lockPayments;

    OrderEventsHandler(CapturePayment capturePayment, LockPayments lockPayments) {
        this.lockPayments = lockPayments;
        this.capturePayment = capturePayment;
    }

    @Override
    public Set<Class<? extends OrderEvent>> ignored() {
        return Set.of(OrderPlaced.class, OrderRejected.class, OrderCancelled.class);
    }

    @Override
    public void prepare(List<OrderEvent> messages) {
        lockPayments.lock(messages.stream().map(OrderEvent::orderId).toList());
    }

    @Override
    public void handle(OrderEvent event) {
        switch (event) {
            case OrderConfirmed confirmed -> capturePayment.capture(confirmed.orderId());
            case OrderPlaced _, OrderRejected _, OrderCancelled _ -> {}
        }
    }
}
