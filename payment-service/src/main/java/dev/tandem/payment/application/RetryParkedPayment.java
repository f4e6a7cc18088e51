package dev.tandem.payment.application;

import dev.tandem.payment.domain.Payments;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes payment-service ask the provider again about parked payments, at an operator's request. */
@Service
public class RetryParkedPayment {

    private static final Logger log = LoggerFactory.getLogger(RetryParkedPayment.class);

    /** Few enough for the statement to end well within its limit of five seconds. */
    private static final int MOST_AT_ONCE = 1000;

    private final Payments payments;
    private final ParkedPayments parkedPayments;

    RetryParkedPayment(Payments payments, ParkedPayments parkedPayments) {
        this.payments = payments;
        this.parkedPayments = parkedPayments;
    }

    /**
     * Gives the payment back to {@link SettlePayments}, and records the operator and the reason.
     *
     * @throws IllegalStateException if the payment is not parked
     * @throws IllegalArgumentException if the operator or the reason is blank
     */
    @Transactional
    public void retry(UUID orderId, String operator, String reason) {
        requireWhoAndWhy(operator, reason);
        var payment = payments.findLockedById(orderId)
                .orElseThrow(() -> new IllegalStateException("order " + orderId + " has no payment"));
        payment.tryAgain();
        payments.update(payment);
        parkedPayments.remember(orderId, operator, reason);
        log.info("payment of order {} is tried again at the request of {}: {}", orderId, operator, reason);
    }

    /**
     * Gives the payments that have been waiting longest back to {@link SettlePayments}, and records the operator and
     * the reason for each.
     *
     * @return how many it gave back
     * @throws IllegalArgumentException if the operator or the reason is blank, or if the limit is not between 1 and
     *     1000
     */
    public int retryAll(int atMost, String operator, String reason) {
        requireWhoAndWhy(operator, reason);
        if (atMost < 1 || atMost > MOST_AT_ONCE) {
            throw new IllegalArgumentException("limit must be between 1 and " + MOST_AT_ONCE);
        }
        var retried = parkedPayments.retryAll(atMost, operator, reason);
        log.info("{} parked payments are tried again at the request of {}: {}", retried, operator, reason);
        return retried;
    }

    private static void requireWhoAndWhy(String operator, String reason) {
        if (operator.isBlank() || reason.isBlank()) {
            throw new IllegalArgumentException("operator and reason must not be blank");
        }
    }
}
