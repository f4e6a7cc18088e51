package dev.tandem.inventory.application;

import dev.tandem.inventory.domain.Products;
import dev.tandem.inventory.domain.Reservation;
import dev.tandem.inventory.domain.Reservations;
import dev.tandem.inventory.domain.Warehouse;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes the units of a confirmed order out of the stock. If the reservation of the order has expired, the units are
 * reserved again, provided that they are still available. If the units have been sold to other customers, the order
 * cannot be fulfilled, and an operator has to inform its customer.
 */
@Service
public class CommitReservation {

    private static final Logger log = LoggerFactory.getLogger(CommitReservation.class);

    private final Warehouse warehouse;
    private final Reservations reservations;
    private final Products products;
    private final ReserveAllOrNothing reserveAllOrNothing;
    private final StockEvents events;
    private final Counter lost;

    CommitReservation(
            Warehouse warehouse,
            Reservations reservations,
            Products products,
            ReserveAllOrNothing reserveAllOrNothing,
            StockEvents events,
            MeterRegistry meters) {
        this.warehouse = warehouse;
        this.reservations = reservations;
        this.products = products;
        this.reserveAllOrNothing = reserveAllOrNothing;
        this.events = events;
        this.lost = Counter.builder("tandem.reservations.lost")
                .description("confirmed orders whose reservation had expired and whose units were gone")
                .register(meters);
    }

    /**
     * Commits the reservation of the order, unless it is committed already or the order has been cancelled since.
     *
     * @throws IllegalStateException if the order has no reservation, which should never be the case for a confirmed
     *     order
     */
    @Transactional
    public void commit(UUID orderId) {
        if (warehouse.commit(orderId)) {
            publishCommitted(orderId);
        } else {
            commitUnusual(reservations
                    .findLockedById(orderId)
                    .orElseThrow(() -> new IllegalStateException("order " + orderId + " has no reservation")));
        }
    }

    private void commitUnusual(Reservation reservation) {
        switch (reservation.status()) {
            case EXPIRED -> commitIfStillAvailable(reservation);
            // Released: the order was cancelled, and the command to release arrived before its confirmation.
            case COMMITTED, RELEASED -> {}
            case HELD, REFUSED -> commit(reservation);
        }
    }

    private void commitIfStillAvailable(Reservation reservation) {
        var missing = reserveAllOrNothing.reserve(reservation.lines());
        if (missing.isEmpty()) {
            reservation.reserveAgain();
            commit(reservation);
        } else {
            lost.increment();
            log.error(
                    "order {} was confirmed after its reservation had expired, and {} is gone: there is nothing to"
                            + " send",
                    reservation.orderId(),
                    missing);
        }
    }

    private void commit(Reservation reservation) {
        reservation.commit();
        reservations.update(reservation);
        reservation.lines().forEach(products::commit);
        publishCommitted(reservation.orderId());
    }

    private void publishCommitted(UUID orderId) {
        events.publishCommitted(orderId);
        log.info("stock of order {} committed", orderId);
    }
}
