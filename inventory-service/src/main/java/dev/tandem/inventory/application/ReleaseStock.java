package dev.tandem.inventory.application;

import dev.tandem.inventory.domain.Products;
import dev.tandem.inventory.domain.Reservation;
import dev.tandem.inventory.domain.Reservations;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Releases the units that an order holds, and prevents a late request from reserving any. */
@Service
public class ReleaseStock {

    private static final Logger log = LoggerFactory.getLogger(ReleaseStock.class);

    private final Reservations reservations;
    private final Products products;
    private final StockEvents events;

    ReleaseStock(Reservations reservations, Products products, StockEvents events) {
        this.reservations = reservations;
        this.products = products;
        this.events = events;
    }

    /** Always answers with an event, even if the reservation had ended before or never existed. */
    @Transactional
    public void release(UUID orderId) {
        var reservation = reservations.findLockedById(orderId).orElseGet(() -> tombstone(orderId));
        switch (reservation.status()) {
            case HELD -> release(reservation);
            case COMMITTED -> restock(reservation);
            // Its units are free already, but a confirmation that arrives later must not reserve them again.
            case EXPIRED -> {
                reservation.releaseExpired();
                reservations.update(reservation);
            }
            case REFUSED, RELEASED -> {}
        }
        events.publish(reservation);
    }

    /** Unless the request to reserve arrives at this moment. */
    private Reservation tombstone(UUID orderId) {
        var tombstone = Reservation.tombstone(orderId);
        return reservations.add(tombstone)
                ? tombstone
                : reservations.findLockedById(orderId).orElseThrow();
    }

    private void release(Reservation reservation) {
        reservation.release();
        reservations.update(reservation);
        reservation.lines().forEach(products::release);
        log.info("stock of order {} released", reservation.orderId());
    }

    private void restock(Reservation reservation) {
        reservation.restock();
        reservations.update(reservation);
        reservation.lines().forEach(products::restock);
        log.info("stock of order {} restocked", reservation.orderId());
    }
}
