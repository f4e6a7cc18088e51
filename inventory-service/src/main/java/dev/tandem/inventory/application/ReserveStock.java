package dev.tandem.inventory.application;

import dev.tandem.context.Deadline;
import dev.tandem.context.DeadlineExceededException;
import dev.tandem.inventory.domain.Reservation;
import dev.tandem.inventory.domain.Reservations;
import dev.tandem.inventory.domain.ReservedUnits;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reserves all units that an order needs, or none. A repeated request gets the first answer again; a request for other
 * units is refused.
 */
@Service
public class ReserveStock {

    private static final Logger log = LoggerFactory.getLogger(ReserveStock.class);

    private final Reservations reservations;
    private final ReserveAllOrNothing reserveAllOrNothing;
    private final StockEvents events;
    private final Counter differentRequests;

    ReserveStock(
            Reservations reservations,
            ReserveAllOrNothing reserveAllOrNothing,
            StockEvents events,
            MeterRegistry meters) {
        this.reservations = reservations;
        this.reserveAllOrNothing = reserveAllOrNothing;
        this.events = events;
        this.differentRequests = Counter.builder("tandem.reservations.different.requests")
                .description("requests for other units than the same order had asked for before")
                .register(meters);
    }

    /**
     * Reserves the units, or returns the earlier outcome.
     *
     * @throws DeadlineExceededException if the caller no longer waits for the answer; nothing is reserved then
     * @throws DifferentRequestException if the order has requested other units before; nothing is reserved then
     */
    @Transactional
    public Reservation reserve(UUID orderId, List<ReservedUnits> lines) {
        var requested = ReservedUnits.mergedBySku(lines);
        var known = find(orderId);
        Deadline.requireNotExceeded();
        return known.map(reservation -> requireSame(reservation, requested))
                .orElseGet(() -> decide(orderId, requested));
    }

    /**
     * As {@link #reserve}, for a caller that receives the answer as an event: an earlier answer is published again.
     * That event also answers a request for other units: it lists the reserved units, so that the caller can compare.
     */
    @Transactional
    public void reserveAndPublish(UUID orderId, List<ReservedUnits> lines) {
        var requested = ReservedUnits.mergedBySku(lines);
        find(orderId).ifPresentOrElse(known -> publishAgain(known, requested), () -> decide(orderId, requested));
    }

    private Optional<Reservation> find(UUID orderId) {
        reservations.lock(orderId);
        return reservations.findById(orderId);
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

    private Reservation decide(UUID orderId, List<ReservedUnits> requested) {
        var missing = reserveAllOrNothing.reserve(requested);
        var reservation = reservations.save(
                missing.isEmpty()
                        ? Reservation.held(orderId, requested)
                        : Reservation.refused(orderId, requested, missing));
        events.publish(reservation);
        log.info("stock of order {} is {}", orderId, reservation.status());
        return reservation;
    }
}
