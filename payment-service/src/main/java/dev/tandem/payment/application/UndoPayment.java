package dev.tandem.payment.application;

import dev.tandem.payment.domain.Payment;
import dev.tandem.payment.domain.Payments;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Records that the payment of an order is to be voided or refunded; {@link SettlePayments} does it. A request to
 * authorise the payment that arrives later holds and charges nothing.
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
     * Always answers with an event. If nothing has to be reversed, it is published at once, even if it repeats an
     * earlier one.
     */
    @Transactional
    public void undo(UUID orderId) {
        var payment = payments.findLockedById(orderId).orElseGet(() -> payments.save(Payment.tombstone(orderId)));
        payment.undo();
        if (payment.isDecided()) {
            events.publishOutcome(payment);
        }
    }
}
