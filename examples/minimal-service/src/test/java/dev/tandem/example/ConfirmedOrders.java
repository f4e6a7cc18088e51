package dev.tandem.example;

import dev.tandem.contracts.Money;
import dev.tandem.contracts.order.OrderEvent.Line;
import dev.tandem.contracts.order.OrderEvent.OrderConfirmed;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Confirmed orders of two mugs each, as order-service publishes them. */
final class ConfirmedOrders {

    /** One for each euro of the net price. */
    static final long POINTS = 21;

    private ConfirmedOrders() {}

    static OrderConfirmed of(String customer) {
        var lines = List.of(new Line("MUG-BLUE", "Mug, blue", 2, new Money(1295, "EUR")));
        return new OrderConfirmed(
                UUID.randomUUID(),
                customer,
                "ada@example.com",
                lines,
                new Money(2176, "EUR"),
                new Money(414, "EUR"),
                Instant.now());
    }
}
