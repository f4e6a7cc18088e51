package dev.tandem.payment.application;

import dev.tandem.payment.domain.Payment;
import dev.tandem.payment.domain.Payments;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Records that the customer of a confirmed order is to be charged. {@link SettleAtOnce} charges the customer if it has a
 * free place, and {@link SettlePayments} otherwise.
 */
@Service
public class CapturePayment {

    private final Payments payments;

    private final SettleAtOnce settleAtOnce;

    CapturePayment(Payments payments, SettleAtOnce settleAtOnce) {
        this.payments = payments;
        this.settleAtOnce = settleAtOnce;
    }

    @Transactional
    public void capture(UUID orderId) {
        var stored = payments.findLockedById(orderId)
                .orElseThrow(() -> new IllegalStateException("order " + orderId + " has no payment"));
        var payment = stored.copy();
        payment.capture();
        if (payment.differsFrom(stored)) {
            update(payment);
        }
    }

    private void update(Payment payment) {
        if (settleAtOnce.takesAfterCommit(payment.written())) {
            payments.updateClaimed(payment, SettlePayments.LEASE);
        } else {
            payments.update(payment);
        }
    }
}
