package dev.tandem.order.application;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long things may take.
 *
 * @param priceMaxAge how old a price may be at which something is sold
 * @param claim how long an order belongs to whoever works on it; longer than all its steps can take together
 * @param timeLimit when an order that could not be brought to an end is given up
 */
@ConfigurationProperties("tandem.order")
public record OrderSettings(
        @DefaultValue("10s") Duration priceMaxAge,
        @DefaultValue("10s") Duration claim,
        @DefaultValue("10m") Duration timeLimit) {

    public OrderSettings {
        if (priceMaxAge.isNegative() || !claim.isPositive() || timeLimit.compareTo(claim) <= 0) {
            throw new IllegalArgumentException(
                    "tandem.order needs price-max-age >= 0, claim > 0 and time-limit longer than claim");
        }
    }
}
