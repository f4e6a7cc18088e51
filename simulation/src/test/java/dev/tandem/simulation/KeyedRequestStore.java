package dev.tandem.simulation;

import dev.tandem.order.application.KeyedRequests;
import dev.tandem.order.domain.KeyedRequest;
import dev.tandem.order.domain.RequestKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Requests with a key in a simulated database. */
final class KeyedRequestStore implements KeyedRequests {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Table<RequestKey, KeyedRequest> rows;
    private final Scheduler time;
    private final boolean forgetful;

    KeyedRequestStore(Database database, Scheduler time, Flaw flaw) {
        this.rows = database.table();
        this.time = time;
        this.forgetful = flaw == Flaw.FORGOTTEN_KEY;
    }

    @Override
    public boolean add(KeyedRequest request) {
        var isNew = forgetful || rows.find(request.key()).isEmpty();
        if (isNew) {
            rows.put(request.key(), request);
        }
        return isNew;
    }

    @Override
    public Optional<KeyedRequest> findById(RequestKey key) {
        return forgetful ? Optional.empty() : rows.find(key).map(this::awaited);
    }

    /**
     * A request may wait for its twin, asking again and again. It is to wait in virtual time only: whoever is interrupted
     * does not sleep.
     */
    private KeyedRequest awaited(KeyedRequest request) {
        time.sleep(PAUSE);
        Thread.currentThread().interrupt();
        return request;
    }

    @Override
    public Optional<KeyedRequest> findLockedById(RequestKey key) {
        return rows.find(key);
    }

    @Override
    public int forget(Instant acceptedBefore, int atMost) {
        throw new UnsupportedOperationException("no schedule takes a day");
    }
}
