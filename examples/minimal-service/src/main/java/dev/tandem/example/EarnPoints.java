package dev.tandem.example;

import dev.tandem.contracts.order.OrderEvent.OrderConfirmed;
import dev.tandem.example.PointsEvent.PointsEarned;
import dev.tandem.messaging.Outbox;
import java.time.Clock;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Adds the points of an order to its customer's points, and publishes that, in one transaction. */
@Service
class EarnPoints {

    /** One point for each euro, without the VAT. */
    private static final long CENTS_PER_POINT = 100;

    private final CustomerPoints customerPoints;
    private final Outbox outbox;
    private final Clock clock;

    EarnPoints(CustomerPoints customerPoints, Outbox outbox, Clock clock) {
        this.customerPoints = customerPoints;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Transactional
    public void earn(OrderConfirmed order) {
        var points = order.net().amount() / CENTS_PER_POINT;
        // Locks the customer's row until the commit, so that the events of a customer are in the order of their totals.
        var total = customerPoints.add(order.customerId(), points);
        outbox.add(new PointsEarned(order.customerId(), order.orderId(), points, total, clock.instant()));
    }
}
