package dev.tandem.simulation.database;

import dev.tandem.order.domain.idempotency.IdempotentRequest;
import dev.tandem.order.domain.idempotency.IdempotentRequests;
import dev.tandem.order.domain.idempotency.RequestKey;
import dev.tandem.simulation.engine.PlantedBug;
import dev.tandem.simulation.engine.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Idempotent requests in a simulated database. */
public final class IdempotentRequestStore implements IdempotentRequests {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Table<RequestKey, IdempotentRequest> rows;
    private final Scheduler time;
    private final boolean ignoresKeys;

    public IdempotentRequestStore(Database database, Scheduler time, PlantedBug bug) {
        this.rows = database.table(_ -> null, IdempotentRequestStore::copy);
        this.time = time;
        this.ignoresKeys = bug == PlantedBug.REQUEST_KEY_IGNORED;
    }

    @Override
    public boolean add(IdempotentRequest request) {
        var isNew = ignoresKeys || rows.find(request.key()).isEmpty();
        if (isNew) {
            rows.put(request.key(), request);
        }
        return isNew;
    }

    @Override
    public Optional<IdempotentRequest> findById(RequestKey key) {
        return ignoresKeys ? Optional.empty() : rows.find(key).map(this::afterPause);
    }

    /**
     * A repeated request polls for the answer to the first. It must wait in virtual time only, so an interrupt ends
     * its wait in real time at once.
     */
    private IdempotentRequest afterPause(IdempotentRequest request) {
        time.sleep(PAUSE);
        Thread.currentThread().interrupt();
        return request;
    }

    @Override
    public Optional<IdempotentRequest> findLockedById(RequestKey key) {
        return rows.find(key);
    }

    @Override
    public void update(IdempotentRequest request) {
        rows.put(request.key(), request);
    }

    private static IdempotentRequest copy(IdempotentRequest request) {
        return IdempotentRequest.stored(
                request.key(),
                request.fingerprint(),
                request.orderId(),
                request.acceptedAt(),
                request.answered(),
                request.answeredChangedAt());
    }

    @Override
    public int forget(Instant acceptedBefore, int atMost) {
        throw new UnsupportedOperationException("no schedule takes a day");
    }
}
