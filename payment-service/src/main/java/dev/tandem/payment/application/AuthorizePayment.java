package dev.tandem.payment.application;

import dev.tandem.payment.domain.AuthorizationOutcome;
import dev.tandem.payment.domain.Money;
import dev.tandem.payment.domain.Payment;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Holds the amount of an order at the provider, once. The payment is written down before the provider is called and its
 * outcome after, with no transaction open in between; a repeated request gets the first answer again.
 */
@Service
public class AuthorizePayment {

    private static final Logger log = LoggerFactory.getLogger(AuthorizePayment.class);

    private final Payments payments;
    private final PaymentProvider provider;
    private final PaymentEvents events;
    private final TransactionOperations transactions;

    AuthorizePayment(
            Payments payments, PaymentProvider provider, PaymentEvents events, TransactionOperations transactions) {
        this.payments = payments;
        this.provider = provider;
        this.events = events;
        this.transactions = transactions;
    }

    /**
     * Authorises the payment of an order, or says what became of it before.
     *
     * @throws OutcomeUnknownException if the provider gave no answer; the payment stays pending, and a repeated call
     *     finds out
     */
    public Payment authorize(UUID orderId, Money amount, String token) {
        var payment = transactions.execute(_ -> findOrCreate(orderId, amount, token));
        if (!payment.isPending()) {
            return payment;
        }
        // The order's id is the idempotency key: the provider answers a repetition with its first outcome.
        var outcome = provider.authorize(orderId, payment.amount(), payment.token());
        return transactions.execute(_ -> settle(orderId, outcome));
    }

    private Payment findOrCreate(UUID orderId, Money amount, String token) {
        payments.lock(orderId);
        return payments.findById(orderId).orElseGet(() -> payments.save(Payment.pending(orderId, amount, token)));
    }

    private Payment settle(UUID orderId, AuthorizationOutcome outcome) {
        payments.lock(orderId);
        var payment = payments.findById(orderId).orElseThrow();
        var before = payment.status();
        payment.authorizationEnded(outcome);
        if (payment.status() != before) {
            events.reached(payment);
            log.info("payment of order {} is {}", orderId, payment.status());
        }
        return payment;
    }
}
