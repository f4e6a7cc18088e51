package dev.tandem.order.application;

import dev.tandem.order.domain.KeyedRequest;
import dev.tandem.order.domain.RequestKey;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Requests with a key in memory. */
class InMemoryKeyedRequests implements KeyedRequests {

    private final Map<RequestKey, KeyedRequest> requests = new ConcurrentHashMap<>();

    @Override
    public boolean add(KeyedRequest request) {
        return requests.putIfAbsent(request.key(), request) == null;
    }

    @Override
    public Optional<KeyedRequest> findById(RequestKey key) {
        return Optional.ofNullable(requests.get(key));
    }

    @Override
    public Optional<KeyedRequest> findLockedById(RequestKey key) {
        return findById(key);
    }

    @Override
    public int forget(Instant acceptedBefore) {
        var before = requests.size();
        requests.values().removeIf(request -> request.acceptedAt().isBefore(acceptedBefore));
        return before - requests.size();
    }
}
