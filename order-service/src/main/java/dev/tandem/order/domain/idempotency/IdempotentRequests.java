package dev.tandem.order.domain.idempotency;

import java.time.Instant;
import java.util.Optional;

/** Stores the requests that may be repeated. */
public interface IdempotentRequests {

    /**
     * Adds the request and returns true, unless its key was used before. While another transaction uses the key, waits
     * until it has committed or rolled back.
     */
    boolean add(IdempotentRequest request);

    Optional<IdempotentRequest> findById(RequestKey key);

    /** The request, locked until the current transaction ends. */
    Optional<IdempotentRequest> findLockedById(RequestKey key);

    /** Writes the answer of a request that is locked in the current transaction. */
    void update(IdempotentRequest request);

    /** Deletes requests that were accepted before the given instant, the oldest first, and returns how many. */
    int forget(Instant acceptedBefore, int atMost);
}
