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
 * units is a different one, and gets nothing.
 */
@Service
public class ReserveStock {

    private static final Logger log = LoggerFactory.getLogger(ReserveStock.class);

    private final Reservations reservations;
    private final TakeAllOrNothing takeAllOrNothing;
    private final StockEvents events;
    private final Counter differentRequests;

    ReserveStock(
            Reservations reservations, TakeAllOrNothing takeAllOrNothing, StockEvents events, MeterRegistry meters) {
        this.reservations = reservations;
        this.takeAllOrNothing = takeAllOrNothing;
        this.events = events;
        this.differentRequests = Counter.builder("tandem.reservations.different.requests")
                .description("requests for other units than the same order had asked for before")
                .register(meters);
    }

    /**
     * Reserves the units, or returns the earlier outcome.
     *
     * @throws DeadlineExceededException if the caller no longer waits for the answer; nothing is reserved then
     * @throws DifferentRequestException if the order has asked for other units before; nothing is done then
     */
    @Transactional
    public Reservation reserve(UUID orderId, List<ReservedUnits> lines) {
        var wanted = ReservedUnits.addedUp(lines);
        var known = find(orderId);
        Deadline.requireNotExceeded();
        return known.map(reservation -> requireSame(reservation, wanted)).orElseGet(() -> decide(orderId, wanted));
    }

    /**
     * As {@link #reserve}, for a caller that receives the answer as an event: an earlier answer is published again.
     * That event also answers a different request: it says which units are reserved, so that the caller can compare.
     */
    @Transactional
    public void reserveAndTell(UUID orderId, List<ReservedUnits> lines) {
        var wanted = ReservedUnits.addedUp(lines);
        find(orderId).ifPresentOrElse(known -> tellAgain(known, wanted), () -> decide(orderId, wanted));
    }

    private Optional<Reservation> find(UUID orderId) {
        reservations.lock(orderId);
        return reservations.findById(orderId);
    }

    private Reservation requireSame(Reservation known, List<ReservedUnits> wanted) {
        if (!known.answers(wanted)) {
            count(known);
            throw new DifferentRequestException(known.orderId());
        }
        return known;
    }

    private void tellAgain(Reservation known, List<ReservedUnits> wanted) {
        if (!known.answers(wanted)) {
            count(known);
        }
        events.reached(known);
    }

    private void count(Reservation known) {
        differentRequests.increment();
        log.warn(
                "order {} asks for other units than before, and gets none of them: its reservation is {}",
                known.orderId(),
                known.status());
    }

    private Reservation decide(UUID orderId, List<ReservedUnits> wanted) {
        var missing = takeAllOrNothing.take(wanted);
        var reservation = reservations.save(
                missing.isEmpty() ? Reservation.held(orderId, wanted) : Reservation.refused(orderId, wanted, missing));
        events.reached(reservation);
        return reservation;
    }
}
