package dev.tandem.order.application;

import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.idempotency.IdempotentRequests;

class InMemoryIdempotentRequestsTests extends IdempotentRequestsContract {

    private final IdempotentRequests requests = new InMemoryIdempotentRequests();

    @Override
    protected IdempotentRequests requests() {
        return requests;
    }

    @Override
    protected void whileSaving(Order order, Runnable work) {
        work.run();
    }
}
