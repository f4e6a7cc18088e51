package dev.tandem.payment.application;

import dev.tandem.payment.domain.Payment;
import dev.tandem.payment.domain.Payments;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Records that the payment of an order is to be voided or refunded; {@link SettlePayments} does it. If a request to
 * authorise the payment arrives later, no amount is held and nothing is charged.
 */
@Service
public class UndoPayment {

    private final Payments payments;
    private final PaymentEvents events;

    UndoPayment(Payments payments, PaymentEvents events) {
        this.payments = payments;
        this.events = events;
    }

    /**
     * Always answers with an event. If nothing has to be reversed, the event is published at once, even if it repeats
     * an earlier event.
     */
    @Transactional
    public void undo(UUID orderId) {
        var stored = payments.findLockedById(orderId).orElseGet(() -> tombstone(orderId));
        var payment = stored.copy();
        payment.undo();
        if (payment.differsFrom(stored)) {
            payments.update(payment);
        }
        if (payment.isDecided()) {
            events.publishOutcome(payment);
        }
    }

    /** Unless the request to authorise the payment arrives at this moment. */
    private Payment tombstone(UUID orderId) {
        var tombstone = Payment.tombstone(orderId);
        return payments.add(tombstone)
                ? tombstone
                : payments.findLockedById(orderId).orElseThrow();
    }
}
