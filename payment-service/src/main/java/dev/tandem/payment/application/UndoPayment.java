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

    UndoPayment(Payments payments) {
        this.payments = payments;
    }

    @Transactional
    public void undo(UUID orderId) {
        payments.findLockedById(orderId)
                .ifPresentOrElse(Payment::undo, () -> payments.save(Payment.neverMade(orderId)));
    }
}
