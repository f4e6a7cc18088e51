package dev.tandem.simulation.database;

import dev.tandem.contracts.Message;
import dev.tandem.contracts.order.OrderEvent;
import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.OrderStatus;
import dev.tandem.order.domain.Orders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.test.util.ReflectionTestUtils;

/** Orders in a simulated database. */
public final class OrderStore implements Orders {

    private final Table<UUID, Order> rows;
    private final Table<UUID, Long> versions;
    private final Clock clock;

    public OrderStore(Database database, Clock clock) {
        this.rows = database.table(OrderStore::eventFor, Order::copy);
        this.versions = database.table();
        this.clock = clock;
    }

    public Table<UUID, Order> rows() {
        return rows;
    }

    private static Class<? extends Message> eventFor(Order order) {
        return switch (order.status()) {
            case PENDING -> OrderEvent.OrderPlaced.class;
            case CONFIRMED -> OrderEvent.OrderConfirmed.class;
            case REJECTED -> OrderEvent.OrderRejected.class;
            case CANCELLED -> OrderEvent.OrderCancelled.class;
        };
    }

    @Override
    public void add(Order order) {
        rows.put(order.id(), order);
    }

    @Override
    public boolean update(Order order) {
        var isUnchanged = versionOf(order.id()) == order.version() - 1;
        if (isUnchanged) {
            rows.put(order.id(), order);
            versions.put(order.id(), order.version());
        }
        return isUnchanged;
    }

    private long versionOf(UUID id) {
        return versions.row(id).orElse(0L);
    }

    @Override
    public List<Order> findAll(Collection<UUID> ids) {
        return ids.stream().flatMap(id -> findById(id).stream()).toList();
    }

    @Override
    public Optional<Order> findById(UUID id) {
        return rows.find(id);
    }

    @Override
    public Optional<Order> findLockedById(UUID id) {
        return rows.find(id);
    }

    @Override
    public void lock(Collection<UUID> ids) {}

    @Override
    public List<Order> findPage(@Nullable String customerId, @Nullable UUID after, int limit) {
        throw new UnsupportedOperationException("the simulated customers never browse");
    }

    @Override
    public List<UUID> claimAbandoned(Duration lease, int atMost) {
        var abandoned = pending()
                .filter(order -> !order.claimedUntil().isAfter(clock.instant()))
                .map(Order::id)
                .limit(atMost)
                .toList();
        abandoned.forEach(id -> claim(rows.find(id).orElseThrow(), lease));
        return abandoned;
    }

    /** As in the database, a claim is a change. */
    private void claim(Order order, Duration lease) {
        ReflectionTestUtils.setField(order, "claimedUntil", clock.instant().plus(lease));
        ReflectionTestUtils.setField(order, "version", order.version() + 1);
        versions.put(order.id(), order.version());
    }

    /** The time when the next claim of a pending order expires. */
    public Optional<Instant> nextAbandoned() {
        return pending().map(Order::claimedUntil).min(Instant::compareTo);
    }

    private Stream<Order> pending() {
        return rows.committed().stream().filter(order -> order.status() == OrderStatus.PENDING);
    }
}
