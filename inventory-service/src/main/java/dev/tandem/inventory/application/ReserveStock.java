package dev.tandem.inventory.application;

import dev.tandem.deadline.Deadline;
import dev.tandem.deadline.TimeIsUpException;
import dev.tandem.inventory.domain.Reservation;
import dev.tandem.inventory.domain.ReservedPieces;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Sets aside all that an order needs, or nothing. A repeated request gets the first answer again. */
@Service
public class ReserveStock {

    private final Reservations reservations;
    private final TakeAllOrNothing takeAllOrNothing;
    private final StockEvents events;

    ReserveStock(Reservations reservations, TakeAllOrNothing takeAllOrNothing, StockEvents events) {
        this.reservations = reservations;
        this.takeAllOrNothing = takeAllOrNothing;
        this.events = events;
    }

    /**
     * Reserves, or says what became of it before.
     *
     * @throws TimeIsUpException if nobody waits for the answer any more; nothing is reserved then
     */
    @Transactional
    public Reservation reserve(UUID orderId, List<ReservedPieces> wanted) {
        var known = find(orderId);
        Deadline.requireTimeLeft();
        return known.orElseGet(() -> decide(orderId, wanted));
    }

    /** As {@link #reserve}, for somebody who hears the answer as an event: one that was told before is told again. */
    @Transactional
    public void reserveAndTell(UUID orderId, List<ReservedPieces> wanted) {
        find(orderId).ifPresentOrElse(events::reached, () -> decide(orderId, wanted));
    }

    private Optional<Reservation> find(UUID orderId) {
        reservations.lock(orderId);
        return reservations.findById(orderId);
    }

    private Reservation decide(UUID orderId, List<ReservedPieces> lines) {
        var wanted = ReservedPieces.addedUp(lines);
        var missing = takeAllOrNothing.take(wanted);
        var reservation = reservations.save(
                missing.isEmpty() ? Reservation.held(orderId, wanted) : Reservation.refused(orderId, missing));
        events.reached(reservation);
        return reservation;
    }
}
