package dev.tandem.order.application;

import dev.tandem.order.domain.KeyedRequest;
import dev.tandem.order.domain.RequestKey;
import java.time.Instant;
import java.util.Comparator;
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
    public int forget(Instant acceptedBefore, int atMost) {
        var old = requests.values().stream()
                .filter(request -> request.acceptedAt().isBefore(acceptedBefore))
                .sorted(Comparator.comparing(KeyedRequest::acceptedAt))
                .limit(atMost)
                .toList();
        old.forEach(request -> requests.remove(request.key()));
        return old.size();
    }
}
