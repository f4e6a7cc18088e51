package dev.tandem.inventory.application;

import dev.tandem.inventory.domain.Reservation;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Frees the pieces of orders of which nothing was heard for too long. Any number of instances may do it at once. */
@Service
public class ExpireReservations {

    private static final Logger log = LoggerFactory.getLogger(ExpireReservations.class);

    /** What is left comes up at the next run. */
    private static final int BATCH = 500;

    private final Reservations reservations;
    private final Products products;
    private final StockEvents events;
    private final ReservationSettings settings;
    private final TransactionOperations transactions;
    private volatile boolean stopping;

    ExpireReservations(
            Reservations reservations,
            Products products,
            StockEvents events,
            ReservationSettings settings,
            TransactionOperations transactions) {
        this.reservations = reservations;
        this.products = products;
        this.events = events;
        this.settings = settings;
        this.transactions = transactions;
    }

    @Scheduled(fixedDelayString = "${tandem.reservations.expiry-interval:10s}")
    public void expire() {
        reservations.findOverdue(settings.lifetime(), BATCH).stream()
                .takeWhile(_ -> !stopping)
                .forEach(this::expireOne);
    }

    /** However many are left: they do not hold up the end of the service. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping = true;
    }

    /** In a transaction of its own, so that no two products are locked in another order than that of their SKUs. */
    private void expireOne(UUID orderId) {
        try {
            transactions.executeWithoutResult(_ -> expire(orderId));
        } catch (RuntimeException failure) {
            log.warn("reservation of order {} not expired, will try again: {}", orderId, failure.toString());
        }
    }

    /** By the lock that everybody takes who works on the order: whoever has it decides, and the others pass it over. */
    private void expire(UUID orderId) {
        if (reservations.tryLock(orderId)) {
            reservations.findById(orderId).filter(Reservation::isHeld).ifPresent(this::expire);
        }
    }

    private void expire(Reservation reservation) {
        reservation.expire();
        reservation.lines().forEach(products::putBack);
        events.reached(reservation);
        log.warn("reservation of order {} has expired", reservation.orderId());
    }
}
