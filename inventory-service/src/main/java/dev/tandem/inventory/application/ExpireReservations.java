package dev.tandem.inventory.application;

import static java.util.Objects.requireNonNull;

import dev.tandem.inventory.domain.Products;
import dev.tandem.inventory.domain.Reservation;
import dev.tandem.inventory.domain.Reservations;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Expires reservations that have been held for longer than their lifetime. Any number of instances may run it at once.
 * A reservation that cannot be released now, because a row is locked or something fails, is skipped until the next run.
 */
@Service
public class ExpireReservations {

    private static final Logger log = LoggerFactory.getLogger(ExpireReservations.class);

    /** The number of ids that one query reads. */
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
        var skipped = 0;
        List<UUID> overdue;
        do {
            overdue = reservations.findOverdue(settings.lifetime(), skipped, BATCH);
            skipped += expireAll(overdue);
        } while (overdue.size() == BATCH && !stopping);
    }

    /** Returns how many of them were skipped. */
    private int expireAll(List<UUID> overdue) {
        return (int) overdue.stream()
                .takeWhile(_ -> !stopping)
                .filter(orderId -> !expireOne(orderId))
                .count();
    }

    /** Stops after the current reservation, so that the remaining ones do not delay the shutdown. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping = true;
    }

    /** Each reservation has a transaction of its own, so that products are always locked in the order of their SKUs. */
    private boolean expireOne(UUID orderId) {
        try {
            return requireNonNull(transactions.execute(_ -> expire(orderId)));
        } catch (RuntimeException | Error failure) {
            log.warn("reservation of order {} not expired, will try again: {}", orderId, failure.toString());
            return false;
        }
    }

    /**
     * Locks the reservation, as each use case does: the instance that holds the lock decides, and the others skip the
     * order. Does not wait for a locked product; otherwise a hundred orders of it would wait in turn.
     */
    private boolean expire(UUID orderId) {
        var free = reservations
                .findIfFree(orderId)
                .filter(Reservation::isHeld)
                .filter(reservation -> products.tryLock(reservation.lines()));
        free.ifPresent(this::expire);
        return free.isPresent();
    }

    private void expire(Reservation reservation) {
        reservation.expire();
        reservations.update(reservation);
        reservation.lines().forEach(products::release);
        events.publish(reservation);
        log.warn("reservation of order {} has expired", reservation.orderId());
    }
}
