package dev.tandem.inventory.application;

import dev.tandem.inventory.domain.Reservation;
import dev.tandem.inventory.domain.ReservationStatus;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lets the pieces of a confirmed order leave the stock. */
@Service
public class CommitReservation {

    private static final Logger log = LoggerFactory.getLogger(CommitReservation.class);

    private final Reservations reservations;
    private final Products products;
    private final StockEvents events;

    CommitReservation(Reservations reservations, Products products, StockEvents events) {
        this.reservations = reservations;
        this.products = products;
        this.events = events;
    }

    /**
     * Commits the reservation of the order; a second call does nothing.
     *
     * @throws IllegalStateException if the order holds no reservation, which no confirmed order should
     */
    @Transactional
    public void commit(UUID orderId) {
        reservations.lock(orderId);
        var reservation = reservations
                .findById(orderId)
                .orElseThrow(() -> new IllegalStateException("order " + orderId + " has no reservation"));
        if (reservation.status() != ReservationStatus.COMMITTED) {
            commit(reservation);
        }
    }

    private void commit(Reservation reservation) {
        reservation.commit();
        reservation.lines().forEach(products::takeOut);
        events.committed(reservation);
        log.info("stock of order {} committed", reservation.orderId());
    }
}
