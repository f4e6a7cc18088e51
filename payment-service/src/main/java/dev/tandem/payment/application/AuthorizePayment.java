package dev.tandem.payment.application;

import dev.tandem.payment.domain.Money;
import dev.tandem.payment.domain.Payment;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Holds the amount of an order at the provider, once. The payment is written down before the provider is called and its
 * outcome after, with no transaction open in between; a repeated request gets the first answer again.
 */
@Service
public class AuthorizePayment {

    private final Payments payments;
    private final PaymentProvider provider;
    private final NoteProgress noteProgress;
    private final TransactionOperations transactions;

    AuthorizePayment(
            Payments payments,
            PaymentProvider provider,
            NoteProgress noteProgress,
            TransactionOperations transactions) {
        this.payments = payments;
        this.provider = provider;
        this.noteProgress = noteProgress;
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
        if (!payment.mayBeAuthorized()) {
            return payment;
        }
        // The order's id is the idempotency key: the provider answers a repetition with its first outcome.
        var outcome = provider.authorize(orderId, payment.amount(), payment.token());
        return noteProgress.note(orderId, current -> current.authorizationEnded(outcome));
    }

    private Payment findOrCreate(UUID orderId, Money amount, String token) {
        return payments.findLockedById(orderId).orElseGet(() -> payments.save(Payment.pending(orderId, amount, token)));
    }
}
