package dev.tandem.notification.messaging;

import dev.tandem.contracts.order.OrderEvent;
import dev.tandem.contracts.order.OrderEvent.OrderCancelled;
import dev.tandem.contracts.order.OrderEvent.OrderConfirmed;
import dev.tandem.contracts.order.OrderEvent.OrderPlaced;
import dev.tandem.contracts.order.OrderEvent.OrderRejected;
import dev.tandem.messaging.MessageHandler;
import dev.tandem.notification.application.NotifyCustomer;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Notifies the customer of each outcome of an order. */
@Component
class OrderEventsHandler implements MessageHandler<OrderEvent> {

    private final NotifyCustomer notifyCustomer;

    OrderEventsHandler(NotifyCustomer notifyCustomer) {
        this.notifyCustomer = notifyCustomer;
    }

    @Override
    public Set<Class<? extends OrderEvent>> ignored() {
        return Set.of(OrderPlaced.class);
    }

    @Override
    public void handle(OrderEvent event) {
        switch (event) {
            case OrderPlaced _ -> {}
            case OrderConfirmed confirmed -> notifyCustomer.notify(OrderMessages.confirmed(confirmed));
            case OrderRejected rejected -> notifyCustomer.notify(OrderMessages.rejected(rejected));
            case OrderCancelled cancelled -> notifyCustomer.notify(OrderMessages.cancelled(cancelled));
        }
    }
}
