package dev.tandem.order.application;

import dev.tandem.order.domain.Effect;
import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.Orders;
import dev.tandem.order.domain.idempotency.IdempotentRequest;
import dev.tandem.order.domain.idempotency.IdempotentRequests;
import dev.tandem.order.domain.idempotency.RequestKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Idempotent requests in memory. */
class InMemoryIdempotentRequests implements IdempotentRequests {

    private final Map<RequestKey, IdempotentRequest> requests = new ConcurrentHashMap<>();

    private final Orders orders;

    InMemoryIdempotentRequests(Orders orders) {
        this.orders = orders;
    }

    @Override
    public boolean add(IdempotentRequest request, Order order, Set<Effect> effects) {
        var isNew = requests.putIfAbsent(request.key(), request.copy()) == null;
        if (isNew) {
            orders.add(order, effects);
        }
        return isNew;
    }

    @Override
    public Optional<IdempotentRequest> findById(RequestKey key) {
        return Optional.ofNullable(requests.get(key)).map(IdempotentRequest::copy);
    }

    @Override
    public Optional<IdempotentRequest> answer(RequestKey key, Order order) {
        var answered = requests.computeIfPresent(key, (_, request) -> {
            var changed = request.copy();
            changed.answerFor(order);
            return changed;
        });
        return Optional.ofNullable(answered).map(IdempotentRequest::copy);
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
