package dev.tandem.consumercontracts;

import dev.tandem.contracts.order.OrderEvent;
import dev.tandem.contracts.order.OrderEvent.OrderCancelled;
import dev.tandem.contracts.order.OrderEvent.OrderConfirmed;
import dev.tandem.contracts.order.OrderEvent.OrderPlaced;
import dev.tandem.contracts.order.OrderEvent.OrderRejected;
import java.util.List;

/** The ways in which an order can end while no customer waits for it, and the events that are published about each. */
public enum Ending {
    CONFIRMED(List.of(OrderPlaced.class, OrderConfirmed.class)),
    OUT_OF_STOCK(List.of(OrderPlaced.class, OrderRejected.class)),
    PAYMENT_DECLINED(List.of(OrderPlaced.class, OrderRejected.class)),
    SUSPECTED_FRAUD(List.of(OrderPlaced.class, OrderRejected.class)),
    /** Its payment was requested, and had no outcome when the order's time limit passed. */
    TIMED_OUT(List.of(OrderPlaced.class, OrderRejected.class)),
    /** Its payment was requested, and had no outcome yet. */
    CANCELLED_WHILE_PAYING(List.of(OrderPlaced.class, OrderCancelled.class)),
    CANCELLED_AFTERWARDS(List.of(OrderPlaced.class, OrderConfirmed.class, OrderCancelled.class));

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<Class<? extends OrderEvent>> published;

    Ending(List<Class<? extends OrderEvent>> published) {
        this.published = published;
    }

    /** The events about such an order, in their order. */
    public List<Class<? extends OrderEvent>> published() {
        return published;
    }

    public boolean tells(Class<? extends OrderEvent> event) {
        return published.contains(event);
    }
}
