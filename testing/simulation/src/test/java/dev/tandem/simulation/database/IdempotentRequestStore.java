package dev.tandem.simulation.database;

import static java.util.Objects.requireNonNull;

import dev.tandem.order.domain.Effect;
import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.Orders;
import dev.tandem.order.domain.idempotency.IdempotentRequest;
import dev.tandem.order.domain.idempotency.IdempotentRequests;
import dev.tandem.order.domain.idempotency.RequestKey;
import dev.tandem.simulation.engine.PlantedBug;
import dev.tandem.simulation.engine.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.springframework.transaction.support.TransactionTemplate;

/** Idempotent requests in a simulated database. */
public final class IdempotentRequestStore implements IdempotentRequests {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Table<RequestKey, IdempotentRequest> rows;
    private final Orders orders;
    private final TransactionTemplate transactions;
    private final Scheduler time;
    private final boolean ignoresKeys;

    public IdempotentRequestStore(Database database, Orders orders, Scheduler time, PlantedBug bug) {
        this.rows = database.table(_ -> null, IdempotentRequest::copy);
        this.orders = orders;
        this.transactions = new TransactionTemplate(database);
        this.time = time;
        this.ignoresKeys = bug == PlantedBug.REQUEST_KEY_IGNORED;
    }

    @Override
    public boolean add(IdempotentRequest request, Order order, Set<Effect> effects) {
        return requireNonNull(transactions.execute(_ -> {
            var isNew = ignoresKeys || rows.find(request.key()).isEmpty();
            if (isNew) {
                rows.put(request.key(), request);
                orders.add(order, effects);
            }
            return isNew;
        }));
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
    public Optional<IdempotentRequest> answer(RequestKey key, Order order) {
        return requireNonNull(transactions.execute(_ -> {
            var request = rows.find(key);
            request.ifPresent(found -> found.answerFor(order));
            return request.map(IdempotentRequest::copy);
        }));
    }

    @Override
    public int forget(Instant acceptedBefore, int atMost) {
        throw new UnsupportedOperationException("no schedule takes a day");
    }
}
