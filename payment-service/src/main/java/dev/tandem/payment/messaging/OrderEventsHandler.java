package dev.tandem.payment.messaging;

import dev.tandem.contracts.order.OrderEvent;
import dev.tandem.contracts.order.OrderEvent.OrderCancelled;
import dev.tandem.contracts.order.OrderEvent.OrderConfirmed;
import dev.tandem.contracts.order.OrderEvent.OrderPlaced;
import dev.tandem.contracts.order.OrderEvent.OrderRejected;
import dev.tandem.messaging.MessageHandler;
import dev.tandem.payment.application.CapturePayment;
import org.springframework.stereotype.Component;

/**
 * Charges confirmed orders. Payments of rejected or cancelled orders are undone by command, because only the saga knows
 * what to undo.
 */
@Component
class OrderEventsHandler implements MessageHandler<OrderEvent> {

    private final CapturePayment capturePayment;

    OrderEventsHandler(CapturePayment capturePayment) {
        this.capturePayment = capturePayment;
    }

    @Override
    public void handle(OrderEvent event) {
        switch (event) {
            case OrderConfirmed confirmed -> capturePayment.capture(confirmed.orderId());
            case OrderPlaced _, OrderRejected _, OrderCancelled _ -> {}
        }
    }
}
