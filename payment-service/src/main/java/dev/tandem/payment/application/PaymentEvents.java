package dev.tandem.payment.application;

import dev.tandem.payment.domain.Payment;

/** Tells the others what became of a payment, if the running transaction commits. */
public interface PaymentEvents {

    /** Tells of the status that the payment has reached, now or before. */
    void reached(Payment payment);
}
