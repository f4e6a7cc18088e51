package dev.tandem.payment.application;

import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lets the provider be asked again about a parked payment, because an operator wants it. */
@Service
public class RetryParkedPayment {

    private static final Logger log = LoggerFactory.getLogger(RetryParkedPayment.class);

    private final Payments payments;
    private final ParkedPayments parkedPayments;

    RetryParkedPayment(Payments payments, ParkedPayments parkedPayments) {
        this.payments = payments;
        this.parkedPayments = parkedPayments;
    }

    /**
     * Gives the payment back to {@link SettlePayments}, and remembers who wanted it and why.
     *
     * @throws IllegalStateException if the payment is not parked
     * @throws IllegalArgumentException if it is not said who wants it, or why
     */
    @Transactional
    public void retry(UUID orderId, String operator, String reason) {
        if (operator.isBlank() || reason.isBlank()) {
            throw new IllegalArgumentException("say who decides, and why");
        }
        payments.findLockedById(orderId)
                .orElseThrow(() -> new IllegalStateException("order " + orderId + " has no payment"))
                .tryAgain();
        parkedPayments.remember(orderId, operator, reason);
        log.info("payment of order {} is tried again, as {} wants: {}", orderId, operator, reason);
    }
}
