package dev.tandem.payment.application;

import dev.tandem.payment.domain.Payments;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Records that the customer of a confirmed order is to be charged. {@link SettlePayments} charges the customer. */
@Service
public class CapturePayment {

    private final Payments payments;

    CapturePayment(Payments payments) {
        this.payments = payments;
    }

    @Transactional
    public void capture(UUID orderId) {
        var payment = payments.findLockedById(orderId)
                .orElseThrow(() -> new IllegalStateException("order " + orderId + " has no payment"));
        payment.capture();
        payments.update(payment);
    }
}
