package dev.tandem.example;

import dev.tandem.contracts.order.OrderEvent;
import dev.tandem.contracts.order.OrderEvent.OrderCancelled;
import dev.tandem.contracts.order.OrderEvent.OrderConfirmed;
import dev.tandem.contracts.order.OrderEvent.OrderPlaced;
import dev.tandem.contracts.order.OrderEvent.OrderRejected;
import dev.tandem.messaging.MessageHandler;
import org.springframework.stereotype.Component;

/**
 * Has a customer earn points with each confirmed order. The transaction and the inbox entry around each message come
 * with {@link MessageHandler}: a message that arrives twice is handled once.
 */
@Component
class OrderEventsHandler implements MessageHandler<OrderEvent> {

    private final EarnPoints earnPoints;

    OrderEventsHandler(EarnPoints earnPoints) {
        this.earnPoints = earnPoints;
    }

    @Override
    public void handle(OrderEvent event) {
        switch (event) {
            case OrderConfirmed confirmed -> earnPoints.earn(confirmed);
            case OrderPlaced _, OrderRejected _, OrderCancelled _ -> {}
        }
    }
}
