package dev.tandem.payment.application;

import dev.tandem.payment.domain.Payment;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Notes that whatever was taken for an order is to be given back; {@link SettlePayments} does it. A request that is
 * still on its way takes nothing any more.
 */
@Service
public class UndoPayment {

    private final Payments payments;
    private final PaymentEvents events;

    UndoPayment(Payments payments, PaymentEvents events) {
        this.payments = payments;
        this.events = events;
    }

    /** Whoever asks is told the outcome: at once, perhaps again, if there is nothing to give back (any more). */
    @Transactional
    public void undo(UUID orderId) {
        var payment = payments.findLockedById(orderId).orElseGet(() -> payments.save(Payment.tombstone(orderId)));
        payment.undo();
        if (payment.isDecided()) {
            events.reached(payment);
        }
    }
}
