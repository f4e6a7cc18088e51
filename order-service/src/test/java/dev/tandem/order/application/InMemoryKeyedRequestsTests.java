package dev.tandem.order.application;

import dev.tandem.order.domain.Order;

class InMemoryKeyedRequestsTests extends KeyedRequestsContract {

    private final KeyedRequests requests = new InMemoryKeyedRequests();

    @Override
    protected KeyedRequests requests() {
        return requests;
    }

    @Override
    protected void whileSaving(Order order, Runnable work) {
        work.run();
    }
}
