package dev.tandem.payment.application;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long things may take.
 *
 * @param patience for how long the provider may give no answer before a payment is parked for a human. Longer than the
 *     outages that mend themselves, and well within the week for which card issuers keep an authorisation
 */
@ConfigurationProperties("tandem.payment")
public record PaymentSettings(@DefaultValue("15m") Duration patience) {

    public PaymentSettings {
        if (!patience.isPositive()) {
            throw new IllegalArgumentException("tandem.payment.patience must be longer than nothing");
        }
    }
}
