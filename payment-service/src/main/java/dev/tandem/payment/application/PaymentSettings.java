package dev.tandem.payment.application;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The time limits of payment-service.
 *
 * @param parkAfter the time without an answer from the provider after which a payment is parked for an operator. It is
 *     longer than outages that end by themselves, and much shorter than the week for which card issuers keep an
 *     authorisation
 */
@ConfigurationProperties("tandem.payment")
public record PaymentSettings(@DefaultValue("15m") Duration parkAfter) {

    public PaymentSettings {
        if (!parkAfter.isPositive()) {
            throw new IllegalArgumentException("tandem.payment.park-after must be positive");
        }
    }
}
