package dev.tandem.inventory.application;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long things may take.
 *
 * @param lifetime how long units stay set aside for an order that nobody confirms or gives up. Twice the ten minutes after
 *     which order-service gives an order up: a reservation expires only if the word of that, or of the confirmation, has
 *     not come for ten minutes more, and never while its order can still be confirmed
 */
@ConfigurationProperties("tandem.reservations")
public record ReservationSettings(@DefaultValue("20m") Duration lifetime) {

    public ReservationSettings {
        if (!lifetime.isPositive()) {
            throw new IllegalArgumentException("tandem.reservations.lifetime must be longer than nothing");
        }
    }
}
