package dev.tandem.inventory.application;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The limits of reservations.
 *
 * @param lifetime how long units stay reserved for an order that is neither confirmed, rejected nor cancelled. It is
 *     twice the ten minutes after which order-service rejects a pending order. A reservation never expires while its
 *     order can still be confirmed. It expires only if the message about the rejection or the confirmation is still
 *     missing ten minutes after that time limit
 * @param mostTogether how many orders that wait for the same product share a transaction, from 1 to 500; with 1, each
 *     order has its own. A larger transaction is slower and locks the product for longer
 */
@ConfigurationProperties("tandem.reservations")
public record ReservationSettings(
        @DefaultValue("20m") Duration lifetime,
        @DefaultValue("100") int mostTogether) {

    private static final int LIMIT = 500;

    public ReservationSettings {
        if (!lifetime.isPositive()) {
            throw new IllegalArgumentException("tandem.reservations.lifetime must be positive");
        }
        if (mostTogether < 1 || mostTogether > LIMIT) {
            throw new IllegalArgumentException("tandem.reservations.most-together must be from 1 to " + LIMIT);
        }
    }
}
