package dev.tandem.inventory.application;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The time limit of a reservation.
 *
 * @param lifetime how long units stay reserved for an order that is neither confirmed, rejected nor cancelled. It is
 *     twice the ten minutes after which order-service rejects a pending order. A reservation never expires while its
 *     order can still be confirmed. It expires only if the message about the rejection or the confirmation is still
 *     missing ten minutes after that time limit
 */
@ConfigurationProperties("tandem.reservations")
public record ReservationSettings(@DefaultValue("20m") Duration lifetime) {

    public ReservationSettings {
        if (!lifetime.isPositive()) {
            throw new IllegalArgumentException("tandem.reservations.lifetime must be positive");
        }
    }
}
