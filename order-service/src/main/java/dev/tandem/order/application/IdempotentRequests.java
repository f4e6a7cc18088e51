package dev.tandem.order.application;

import dev.tandem.order.domain.IdempotentRequest;
import dev.tandem.order.domain.RequestKey;
import java.time.Instant;
import java.util.Optional;

/** The requests that may be sent again, for as long as they are remembered. */
public interface IdempotentRequests {

    /** Adds the request unless its key was used before, in which case it waits until it is certain that it was. */
    boolean add(IdempotentRequest request);

    Optional<IdempotentRequest> findById(RequestKey key);

    /** The request, with nobody else able to change it until the running transaction has ended. */
    Optional<IdempotentRequest> findLockedById(RequestKey key);

    /** Forgets the requests that were accepted before the given instant, the oldest first, and returns how many. */
    int forget(Instant acceptedBefore, int atMost);
}
