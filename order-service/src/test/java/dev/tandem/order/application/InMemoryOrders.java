package dev.tandem.order.application;

import static java.util.Objects.requireNonNull;

import dev.tandem.database.Change;
import dev.tandem.order.domain.Effect;
import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.OrderStatus;
import dev.tandem.order.domain.Orders;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.transaction.CannotCreateTransactionException;

/** Orders in memory, for single-threaded tests. */
class InMemoryOrders implements Orders {

    private static final Change IN_MEMORY = new Change("", List.of());

    private static final Comparator<Order> NEWEST_FIRST =
            Comparator.comparing(Order::placedAt).thenComparing(Order::id).reversed();

    private final Map<UUID, Order> orders = new LinkedHashMap<>();
    private final Clock clock;
    private final OrderEvents events;
    boolean unavailable;

    InMemoryOrders(Clock clock, OrderEvents events) {
        this.clock = clock;
        this.events = events;
    }

    @Override
    public void add(Order order, Set<Effect> effects) {
        events.publish(order, effects, IN_MEMORY);
        orders.put(order.id(), order.copy());
    }

    @Override
    public boolean update(Order order, Set<Effect> effects) {
        var isUnchanged = requireNonNull(orders.get(order.id())).version() == order.version() - 1;
        if (isUnchanged) {
            add(order, effects);
        }
        return isUnchanged;
    }

    @Override
    public Optional<Order> findById(UUID id) {
        return Optional.ofNullable(orders.get(id)).map(Order::copy);
    }

    @Override
    public List<Order> findAll(Collection<UUID> ids) {
        return ids.stream().flatMap(id -> findById(id).stream()).toList();
    }

    @Override
    public Optional<Order> findLockedById(UUID id) {
        return findById(id);
    }

    @Override
    public void lock(Collection<UUID> ids) {}

    @Override
    public List<Order> findPage(@Nullable String customerId, @Nullable UUID after, int limit) {
        var last = after == null ? null : orders.get(after);
        return orders.values().stream()
                .filter(order -> customerId == null || order.customer().id().equals(customerId))
                .sorted(NEWEST_FIRST)
                .filter(order -> last == null || NEWEST_FIRST.compare(order, last) > 0)
                .limit(limit)
                .map(Order::copy)
                .toList();
    }

    @Override
    public List<Order> claimAbandoned(Duration lease, int atMost) {
        if (unavailable) {
            throw new CannotCreateTransactionException("the database is unavailable");
        }
        var claimed = orders.values().stream()
                .filter(order -> order.status() == OrderStatus.PENDING)
                .filter(order -> !order.claimedUntil().isAfter(clock.instant()))
                .limit(atMost)
                .toList();
        claimed.forEach(order -> {
            ReflectionTestUtils.setField(order, "claimedUntil", clock.instant().plus(lease));
            ReflectionTestUtils.setField(order, "version", order.version() + 1);
        });
        return claimed.stream().map(Order::copy).toList();
    }
}
