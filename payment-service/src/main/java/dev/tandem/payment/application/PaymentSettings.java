package dev.tandem.payment.application;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The time limits of payment-service.
 *
 * @param parkAfter how long the provider may give no answer before a payment is parked for an operator: longer than
 *     outages that end by themselves, and well within the week for which card issuers keep an authorisation
 */
@ConfigurationProperties("tandem.payment")
public record PaymentSettings(@DefaultValue("15m") Duration parkAfter) {

    public PaymentSettings {
        if (!parkAfter.isPositive()) {
            throw new IllegalArgumentException("tandem.payment.park-after must be positive");
        }
    }
}
