package dev.tandem.order.application;

import dev.tandem.order.domain.idempotency.IdempotentRequests;
import java.time.Clock;

class InMemoryIdempotentRequestsTests extends IdempotentRequestsContract {

    private final IdempotentRequests requests =
            new InMemoryIdempotentRequests(new InMemoryOrders(Clock.systemUTC(), new CheckoutStage.RecordedEvents()));

    @Override
    protected IdempotentRequests requests() {
        return requests;
    }

    @Override
    protected void inTransaction(Runnable work) {
        work.run();
    }
}
