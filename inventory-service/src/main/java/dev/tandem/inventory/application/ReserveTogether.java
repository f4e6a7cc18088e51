package dev.tandem.inventory.application;

import dev.tandem.database.DatabaseFailure;
import dev.tandem.inventory.domain.AvailableUnits;
import dev.tandem.inventory.domain.Reservation;
import dev.tandem.inventory.domain.Reservations;
import dev.tandem.inventory.domain.Warehouse;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Reserves for several orders in one transaction, in the order of their arrival: each order gets what it would have got
 * in a transaction of its own. The products are locked as late as possible, and requests whose callers have given up
 * by then are left out.
 */
@Service
class ReserveTogether {

    private static final Logger log = LoggerFactory.getLogger(ReserveTogether.class);

    private final Reservations reservations;
    private final Warehouse warehouse;
    private final StockEvents events;
    private final TransactionOperations transactions;
    private final DistributionSummary sizes;

    ReserveTogether(
            Reservations reservations,
            Warehouse warehouse,
            StockEvents events,
            TransactionOperations transactions,
            MeterRegistry meters) {
        this.reservations = reservations;
        this.warehouse = warehouse;
        this.events = events;
        this.transactions = transactions;
        this.sizes = DistributionSummary.builder("tandem.reservations.together")
                .description("reservations that shared a transaction because they waited for the same product")
                .register(meters);
    }

    /**
     * Answers the requests of orders without a reservation. If the database is locked, slow or down, all requests fail,
     * since they would not fare better alone.
     */
    void reserve(List<Pending<StockRequest, Reservation>> requests) {
        try {
            var decided = transactions.execute(_ -> decide(firstOfTheirOrders(requests)));
            sizes.record(decided.size());
            decided.forEach(Pending::answer);
        } catch (RuntimeException failure) {
            if (!DatabaseFailure.isTransient(failure)) {
                throw failure;
            }
            requests.forEach(pending -> pending.fail(failure));
        }
    }

    private List<Pending<StockRequest, Reservation>> firstOfTheirOrders(
            List<Pending<StockRequest, Reservation>> requests) {
        var known = new HashSet<>(reservations.findKnown(
                requests.stream().map(pending -> pending.request().orderId()).toList()));
        return requests.stream()
                .filter(pending -> known.add(pending.request().orderId()))
                .toList();
    }

    private Map<Pending<StockRequest, Reservation>, Reservation> decide(
            List<Pending<StockRequest, Reservation>> requests) {
        var available = new AvailableUnits(warehouse.lockAvailable(skus(requests)));
        var decided = new LinkedHashMap<Pending<StockRequest, Reservation>, Reservation>();
        requests.stream().filter(Pending::begin).forEach(pending -> {
            var request = pending.request();
            decided.put(pending, available.reserve(request.orderId(), request.units()));
        });
        warehouse.add(List.copyOf(decided.values()));
        decided.forEach((pending, reservation) -> pending.request().caller().run(() -> publish(reservation)));
        return decided;
    }

    private static Set<String> skus(List<Pending<StockRequest, Reservation>> requests) {
        return requests.stream()
                .flatMap(pending -> pending.request().skus().stream())
                .collect(Collectors.toSet());
    }

    private void publish(Reservation reservation) {
        events.publish(reservation);
        log.info("stock of order {} is {}", reservation.orderId(), reservation.status());
    }
}
