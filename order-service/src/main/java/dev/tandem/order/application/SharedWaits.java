package dev.tandem.order.application;

import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.idempotency.RequestKey;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/** The requests of this instance that wait for the answer to another request with the same key. */
final class SharedWaits {

    private final ConcurrentMap<RequestKey, SharedWait> waits = new ConcurrentHashMap<>();

    /**
     * Waits for the answer, for as long as the caller's deadline allows. No transaction should be open.
     *
     * @param look looks for the answer in the database; all waiters of a key share one look per pause
     * @return empty if the caller has no time left
     */
    Optional<Order> await(RequestKey key, Supplier<Optional<Order>> look) {
        var wait = waits.compute(key, (_, known) -> known == null ? new SharedWait() : known.join());
        try {
            return wait.await(look);
        } finally {
            waits.computeIfPresent(key, (_, known) -> known.leave() ? null : known);
        }
    }

    /** Gives the answer at once to all requests that wait for it. */
    void answer(RequestKey key, Order order) {
        var wait = waits.get(key);
        if (wait != null) {
            wait.end(order);
        }
    }
}
