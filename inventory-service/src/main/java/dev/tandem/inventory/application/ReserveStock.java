package dev.tandem.inventory.application;

import static java.util.Objects.requireNonNull;

import dev.tandem.context.Deadline;
import dev.tandem.context.DeadlineExceededException;
import dev.tandem.inventory.domain.Reservation;
import dev.tandem.inventory.domain.Reservations;
import dev.tandem.inventory.domain.ReservedUnits;
import dev.tandem.inventory.domain.Warehouse;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Reserves all units that an order needs, or none. A repeated request gets the first answer again; a request for other
 * units is refused.
 */
@Service
public class ReserveStock {

    private static final Logger log = LoggerFactory.getLogger(ReserveStock.class);

    /** Half of the pool, so that locked products never take all connections. */
    private static final int CONNECTIONS = 4;

    private final Reservations reservations;
    private final Warehouse warehouse;
    private final StockEvents events;
    private final TransactionOperations transactions;
    private final Combiner<StockRequest, Reservation> combiner;
    private final Counter differentRequests;

    ReserveStock(
            Reservations reservations,
            Warehouse warehouse,
            StockEvents events,
            ReserveTogether together,
            ReservationSettings settings,
            TransactionOperations transactions,
            MeterRegistry meters) {
        this.reservations = reservations;
        this.warehouse = warehouse;
        this.events = events;
        this.transactions = transactions;
        this.combiner = new Combiner<>(this::reserveAlone, together::reserve, settings.mostTogether(), CONNECTIONS);
        this.differentRequests = Counter.builder("tandem.reservations.different.requests")
                .description("requests for other units than the same order had asked for before")
                .register(meters);
    }

    /**
     * Reserves the units, or returns the earlier outcome. Orders that wait for the same product share a transaction.
     *
     * @throws DeadlineExceededException if the caller no longer waits for the answer; nothing is reserved then
     * @throws DifferentRequestException if the order has requested other units before; nothing is reserved then
     */
    public Reservation reserve(UUID orderId, List<ReservedUnits> lines) {
        Deadline.requireNotExceeded();
        var request = new StockRequest(orderId, ReservedUnits.mergedBySku(lines), CallerContext.current());
        return combiner.answer(request.skus(), request);
    }

    private Reservation reserveAlone(StockRequest request) {
        return requireNonNull(transactions.execute(_ -> {
            Deadline.requireNotExceeded();
            var decided = decide(request.orderId(), request.units());
            Deadline.requireNotExceeded(); // after the wait for a product that another order has locked
            return decided.orElseGet(
                    () -> requireSame(reservations.findById(request.orderId()).orElseThrow(), request.units()));
        }));
    }

    /**
     * As {@link #reserve}, for a caller that receives the answer as an event: an earlier answer is published again. A
     * request for other units is also answered with the earlier event. The event lists the reserved units, so that the
     * caller can compare them with its request.
     */
    @Transactional
    public void reserveAndPublish(UUID orderId, List<ReservedUnits> lines) {
        var requested = ReservedUnits.mergedBySku(lines);
        // The reservation first, then its products: all transactions lock in this order.
        var known = reservations.findLockedById(orderId);
        if (known.isPresent() || decide(orderId, requested).isEmpty()) {
            publishAgain(known.or(() -> reservations.findLockedById(orderId)).orElseThrow(), requested);
        }
    }

    private Reservation requireSame(Reservation known, List<ReservedUnits> requested) {
        if (!known.answers(requested)) {
            count(known);
            throw new DifferentRequestException(known.orderId());
        }
        return known;
    }

    private void publishAgain(Reservation known, List<ReservedUnits> requested) {
        if (!known.answers(requested)) {
            count(known);
        }
        events.publish(known);
    }

    private void count(Reservation known) {
        differentRequests.increment();
        log.warn(
                "order {} asks for other units than before, and gets none of them: its reservation is {}",
                known.orderId(),
                known.status());
    }

    /** Returns empty if the order has a reservation already. */
    private Optional<Reservation> decide(UUID orderId, List<ReservedUnits> requested) {
        var decided = warehouse.reserve(orderId, requested);
        decided.ifPresent(reservation -> {
            events.publish(reservation);
            log.info("stock of order {} is {}", orderId, reservation.status());
        });
        return decided;
    }
}
