package dev.tandem.order.application;

import dev.tandem.order.domain.Orders;
import java.time.Clock;

class InMemoryOrdersTests extends OrdersContract {

    private final Orders orders = new InMemoryOrders(Clock.systemUTC(), new CheckoutStage.RecordedEvents());

    @Override
    protected Orders orders() {
        return orders;
    }

    @Override
    protected void inTransaction(Runnable work) {
        work.run();
    }
}
