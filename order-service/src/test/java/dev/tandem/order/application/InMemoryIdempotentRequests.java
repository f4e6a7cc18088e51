package dev.tandem.order.application;

import dev.tandem.order.domain.idempotency.IdempotentRequest;
import dev.tandem.order.domain.idempotency.IdempotentRequests;
import dev.tandem.order.domain.idempotency.RequestKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Idempotent requests in memory. */
class InMemoryIdempotentRequests implements IdempotentRequests {

    private final Map<RequestKey, IdempotentRequest> requests = new ConcurrentHashMap<>();

    @Override
    public boolean add(IdempotentRequest request) {
        return requests.putIfAbsent(request.key(), request) == null;
    }

    @Override
    public Optional<IdempotentRequest> findById(RequestKey key) {
        return Optional.ofNullable(requests.get(key));
    }

    @Override
    public Optional<IdempotentRequest> findLockedById(RequestKey key) {
        return findById(key);
    }

    @Override
    public void update(IdempotentRequest request) {
        requests.put(request.key(), request);
    }

    @Override
    public int forget(Instant acceptedBefore, int atMost) {
        var old = requests.values().stream()
                .filter(request -> request.acceptedAt().isBefore(acceptedBefore))
                .sorted(Comparator.comparing(IdempotentRequest::acceptedAt))
                .limit(atMost)
                .toList();
        old.forEach(request -> requests.remove(request.key()));
        return old.size();
    }
}
