package dev.tandem.payment.application;

import dev.tandem.database.Change;
import dev.tandem.payment.domain.Payment;

/** Publishes the outcomes of payments. */
public interface PaymentEvents {

    /** Publishes the current status of the payment, whether it is new or not, if the current transaction commits. */
    void publishOutcome(Payment payment);

    /**
     * Makes a change of the payment, and publishes its status: both or neither.
     *
     * @return false if there was nothing to change; nothing is published then
     */
    boolean publishOutcome(Payment payment, Change change);
}
