package dev.tandem.expectations;

import dev.tandem.contracts.order.OrderEvent;
import dev.tandem.contracts.order.OrderEvent.OrderCancelled;
import dev.tandem.contracts.order.OrderEvent.OrderConfirmed;
import dev.tandem.contracts.order.OrderEvent.OrderPlaced;
import dev.tandem.contracts.order.OrderEvent.OrderRejected;
import java.util.List;

/** The ways that an order which nobody waits for can go, and what is told of each. */
public enum Ending {
    CONFIRMED(List.of(OrderPlaced.class, OrderConfirmed.class)),
    OUT_OF_STOCK(List.of(OrderPlaced.class, OrderRejected.class)),
    PAYMENT_DECLINED(List.of(OrderPlaced.class, OrderRejected.class)),
    SUSPECTED_FRAUD(List.of(OrderPlaced.class, OrderRejected.class)),
    /** Its payment was asked for, and had no outcome when its time was over. */
    TIMED_OUT(List.of(OrderPlaced.class, OrderRejected.class)),
    /** Its payment was asked for, and had no outcome yet. */
    CANCELLED_WHILE_PAYING(List.of(OrderPlaced.class, OrderCancelled.class)),
    CANCELLED_AFTERWARDS(List.of(OrderPlaced.class, OrderConfirmed.class, OrderCancelled.class));

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<Class<? extends OrderEvent>> told;

    Ending(List<Class<? extends OrderEvent>> told) {
        this.told = told;
    }

    /** The events about such an order, in their order. */
    public List<Class<? extends OrderEvent>> told() {
        return told;
    }

    public boolean tells(Class<? extends OrderEvent> event) {
        return told.contains(event);
    }
}
