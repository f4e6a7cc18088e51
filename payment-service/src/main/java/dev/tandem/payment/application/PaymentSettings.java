package dev.tandem.payment.application;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long things may take.
 *
 * @param parkAfter for how long the provider may give no answer before a payment is parked for a human. Longer than the
 *     outages that mend themselves, and well within the week for which card issuers keep an authorisation
 */
@ConfigurationProperties("tandem.payment")
public record PaymentSettings(@DefaultValue("15m") Duration parkAfter) {

    public PaymentSettings {
        if (!parkAfter.isPositive()) {
            throw new IllegalArgumentException("tandem.payment.park-after must be longer than nothing");
        }
    }
}
