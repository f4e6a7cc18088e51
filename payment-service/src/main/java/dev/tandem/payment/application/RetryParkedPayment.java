package dev.tandem.payment.application;

import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lets the provider be asked again about parked payments, because an operator wants it. */
@Service
public class RetryParkedPayment {

    private static final Logger log = LoggerFactory.getLogger(RetryParkedPayment.class);

    /** The statement is over well within the five seconds that it may take. */
    private static final int MOST_AT_ONCE = 1000;

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
        requireWhoAndWhy(operator, reason);
        payments.findLockedById(orderId)
                .orElseThrow(() -> new IllegalStateException("order " + orderId + " has no payment"))
                .tryAgain();
        parkedPayments.remember(orderId, operator, reason);
        log.info("payment of order {} is tried again, as {} wants: {}", orderId, operator, reason);
    }

    /**
     * Gives those that have been waiting longest back to {@link SettlePayments}, and remembers for each who wanted it and why.
     *
     * @return how many
     * @throws IllegalArgumentException if it is not said who wants it, or why, or if the limit is not between 1 and 1000
     */
    public int retryAll(int atMost, String operator, String reason) {
        requireWhoAndWhy(operator, reason);
        if (atMost < 1 || atMost > MOST_AT_ONCE) {
            throw new IllegalArgumentException("limit must be between 1 and " + MOST_AT_ONCE);
        }
        var retried = parkedPayments.retryAll(atMost, operator, reason);
        log.info("{} parked payments are tried again, as {} wants: {}", retried, operator, reason);
        return retried;
    }

    private static void requireWhoAndWhy(String operator, String reason) {
        if (operator.isBlank() || reason.isBlank()) {
            throw new IllegalArgumentException("say who decides, and why");
        }
    }
}
