package dev.tandem.inventory.messaging;

import dev.tandem.contracts.order.OrderEvent;
import dev.tandem.contracts.order.OrderEvent.OrderCancelled;
import dev.tandem.contracts.order.OrderEvent.OrderConfirmed;
import dev.tandem.contracts.order.OrderEvent.OrderPlaced;
import dev.tandem.contracts.order.OrderEvent.OrderRejected;
import dev.tandem.inventory.application.CommitReservation;
import dev.tandem.inventory.application.LockStock;
import dev.tandem.messaging.MessageHandler;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Commits the stock of confirmed orders. Commands release the stock of rejected or cancelled orders, because only the
 * saga knows what to compensate.
 */
@Component
class OrderEventsHandler implements MessageHandler<OrderEvent> {

    private final CommitReservation commitReservation;
    private final LockStock lockStock;

    OrderEventsHandler(CommitReservation commitReservation, LockStock lockStock) {
        this.lockStock = lockStock;
        this.commitReservation = commitReservation;
    }

    @Override
    public Set<Class<? extends OrderEvent>> ignored() {
        return Set.of(OrderPlaced.class, OrderRejected.class, OrderCancelled.class);
    }

    @Override
    public void prepare(List<OrderEvent> events) {
        lockStock.lock(events.stream().map(OrderEvent::orderId).toList(), List.of(), List.of());
    }

    @Override
    public void handle(OrderEvent event) {
        switch (event) {
            case OrderConfirmed confirmed -> commitReservation.commit(confirmed.orderId());
            case OrderPlaced _, OrderRejected _, OrderCancelled _ -> {}
        }
    }
}
