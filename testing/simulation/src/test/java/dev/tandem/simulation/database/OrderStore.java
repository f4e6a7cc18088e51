package dev.tandem.simulation.database;

import static java.util.Objects.requireNonNull;

import dev.tandem.contracts.Message;
import dev.tandem.contracts.order.OrderEvent;
import dev.tandem.database.Change;
import dev.tandem.order.application.OrderEvents;
import dev.tandem.order.domain.Effect;
import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.OrderStatus;
import dev.tandem.order.domain.Orders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.transaction.support.TransactionTemplate;

/** Orders in a simulated database. */
public final class OrderStore implements Orders {

    private static final Change IN_MEMORY = new Change("", List.of());

    private final Table<UUID, Order> rows;
    private final Table<UUID, Long> versions;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private @Nullable OrderEvents events;

    public OrderStore(Database database, Clock clock) {
        this.transactions = new TransactionTemplate(database);
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

    /** Connects the service's own publisher of messages. */
    public void publishThrough(OrderEvents publisher) {
        this.events = publisher;
    }

    @Override
    public void add(Order order, Set<Effect> effects) {
        transactions.executeWithoutResult(_ -> write(order, effects));
    }

    @Override
    public boolean update(Order order, Set<Effect> effects) {
        return requireNonNull(transactions.execute(_ -> {
            var isUnchanged = versionOf(order.id()) == order.version() - 1;
            if (isUnchanged) {
                write(order, effects);
                versions.put(order.id(), order.version());
            }
            return isUnchanged;
        }));
    }

    private void write(Order order, Set<Effect> effects) {
        rows.put(order.id(), order);
        requireNonNull(events).publish(order, effects, IN_MEMORY);
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
    public List<Order> claimAbandoned(Duration lease, int atMost) {
        return requireNonNull(transactions.execute(_ -> {
            var abandoned = pending()
                    .filter(order -> !order.claimedUntil().isAfter(clock.instant()))
                    .map(Order::id)
                    .limit(atMost)
                    .map(id -> rows.find(id).orElseThrow())
                    .toList();
            abandoned.forEach(order -> claim(order, lease));
            return abandoned.stream().map(Order::copy).toList();
        }));
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
