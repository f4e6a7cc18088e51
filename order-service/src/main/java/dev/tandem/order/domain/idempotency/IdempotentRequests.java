package dev.tandem.order.domain.idempotency;

import dev.tandem.order.domain.Effect;
import dev.tandem.order.domain.Order;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Stores the requests that may be repeated. */
public interface IdempotentRequests {

    /**
     * Adds the request with its order, and publishes these messages about the order: all of it or nothing. While
     * another transaction uses the key, waits until it has committed or rolled back.
     *
     * @return false if the key was used before; nothing is added or published then
     */
    boolean add(IdempotentRequest request, Order order, Set<Effect> effects);

    Optional<IdempotentRequest> findById(RequestKey key);

    /**
     * Stores the state of the order as the answer to the request, unless the request has an answer.
     *
     * @return the request with its answer; empty if the key is unknown
     */
    Optional<IdempotentRequest> answer(RequestKey key, Order order);

    /** Deletes requests that were accepted before the given instant, the oldest first, and returns how many. */
    int forget(Instant acceptedBefore, int atMost);
}
