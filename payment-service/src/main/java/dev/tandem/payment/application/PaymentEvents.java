package dev.tandem.payment.application;

import dev.tandem.payment.domain.Payment;

/** Publishes the outcome of a payment, if the current transaction commits. */
public interface PaymentEvents {

    /** Publishes the status that the payment has reached, now or before. */
    void publishOutcome(Payment payment);
}
