package dev.tandem.simulation.database;

import dev.tandem.order.domain.idempotency.IdempotentRequest;
import dev.tandem.order.domain.idempotency.IdempotentRequests;
import dev.tandem.order.domain.idempotency.RequestKey;
import dev.tandem.simulation.engine.PlantedBug;
import dev.tandem.simulation.engine.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Requests with a key in a simulated database. */
public final class IdempotentRequestStore implements IdempotentRequests {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Table<RequestKey, IdempotentRequest> rows;
    private final Scheduler time;
    private final boolean forgetful;

    public IdempotentRequestStore(Database database, Scheduler time, PlantedBug bug) {
        this.rows = database.table();
        this.time = time;
        this.forgetful = bug == PlantedBug.FORGOTTEN_KEY;
    }

    @Override
    public boolean add(IdempotentRequest request) {
        var isNew = forgetful || rows.find(request.key()).isEmpty();
        if (isNew) {
            rows.put(request.key(), request);
        }
        return isNew;
    }

    @Override
    public Optional<IdempotentRequest> findById(RequestKey key) {
        return forgetful ? Optional.empty() : rows.find(key).map(this::awaited);
    }

    /**
     * A request may wait for its twin by polling. It must wait in virtual time only, so its thread is interrupted and
     * does not sleep.
     */
    private IdempotentRequest awaited(IdempotentRequest request) {
        time.sleep(PAUSE);
        Thread.currentThread().interrupt();
        return request;
    }

    @Override
    public Optional<IdempotentRequest> findLockedById(RequestKey key) {
        return rows.find(key);
    }

    @Override
    public int forget(Instant acceptedBefore, int atMost) {
        throw new UnsupportedOperationException("no schedule takes a day");
    }
}
