package dev.tandem.inventory.application;

import dev.tandem.inventory.domain.Reservation;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Frees what an order holds, and sees to it that a request that is still on its way gets nothing. */
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

    @Transactional
    public void release(UUID orderId) {
        reservations.lock(orderId);
        reservations
                .findById(orderId)
                .ifPresentOrElse(this::release, () -> reservations.save(Reservation.neverMade(orderId)));
    }

    private void release(Reservation reservation) {
        if (reservation.isHeld()) {
            reservation.release();
            reservation.lines().forEach(products::putBack);
            events.released(reservation);
            log.info("stock of order {} released", reservation.orderId());
        }
    }
}
