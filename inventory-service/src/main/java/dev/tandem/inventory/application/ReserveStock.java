package dev.tandem.inventory.application;

import dev.tandem.inventory.domain.Reservation;
import dev.tandem.inventory.domain.ReservedPieces;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Sets aside all that an order needs, or nothing. A repeated request gets the first answer again. */
@Service
public class ReserveStock {

    private final Reservations reservations;
    private final Products products;
    private final StockEvents events;

    ReserveStock(Reservations reservations, Products products, StockEvents events) {
        this.reservations = reservations;
        this.products = products;
        this.events = events;
    }

    @Transactional
    public Reservation reserve(UUID orderId, List<ReservedPieces> wanted) {
        reservations.lock(orderId);
        return reservations.findById(orderId).orElseGet(() -> decide(orderId, wanted));
    }

    private Reservation decide(UUID orderId, List<ReservedPieces> wanted) {
        var taken = new ArrayList<ReservedPieces>();
        var missing = new ArrayList<String>();
        for (var pieces : wanted.stream().sorted(ReservedPieces.LOCK_ORDER).toList()) {
            if (products.setAside(pieces)) {
                taken.add(pieces);
            } else {
                missing.add(pieces.sku());
            }
        }
        return missing.isEmpty() ? hold(orderId, taken) : refuse(orderId, taken, missing);
    }

    private Reservation hold(UUID orderId, List<ReservedPieces> taken) {
        var reservation = reservations.save(Reservation.held(orderId, taken));
        events.reserved(reservation);
        return reservation;
    }

    private Reservation refuse(UUID orderId, List<ReservedPieces> taken, List<String> missing) {
        taken.forEach(products::putBack);
        var reservation = reservations.save(Reservation.refused(orderId, missing));
        events.refused(reservation);
        return reservation;
    }
}
