package dev.tandem.payment.application;

import dev.tandem.payment.domain.Payment;

/** Publishes the outcome of a payment, if the current transaction commits. */
public interface PaymentEvents {

    /** Publishes the current status of the payment, whether it is new or not. */
    void publishOutcome(Payment payment);
}
