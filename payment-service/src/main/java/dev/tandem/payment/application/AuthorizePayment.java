package dev.tandem.payment.application;

import static java.util.Objects.requireNonNull;

import dev.tandem.context.Deadline;
import dev.tandem.context.DeadlineExceededException;
import dev.tandem.database.AfterCommit;
import dev.tandem.payment.application.fingerprint.Fingerprints;
import dev.tandem.payment.domain.Money;
import dev.tandem.payment.domain.Payment;
import dev.tandem.payment.domain.Payments;
import dev.tandem.sealing.TokenSealer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Asks the provider to hold the amount of an order. The amount is held only once. The payment is stored before the
 * provider is called, and the outcome is stored after the call. No transaction is open during the call. A repeated
 * request gets the first answer again; a different request for the same order changes nothing. The token is stored
 * sealed, and for no longer than the provider may have to be asked.
 */
@Service
public class AuthorizePayment {

    private static final Logger log = LoggerFactory.getLogger(AuthorizePayment.class);

    private final Payments payments;
    private final Fingerprints fingerprints;
    private final TokenSealer sealer;
    private final PaymentEvents events;
    private final Authorizer authorizer;
    private final TransactionOperations transactions;
    private final Counter differentRequests;

    AuthorizePayment(
            Payments payments,
            Fingerprints fingerprints,
            TokenSealer sealer,
            PaymentEvents events,
            Authorizer authorizer,
            TransactionOperations transactions,
            MeterRegistry meters) {
        this.payments = payments;
        this.fingerprints = fingerprints;
        this.sealer = sealer;
        this.events = events;
        this.authorizer = authorizer;
        this.transactions = transactions;
        this.differentRequests = Counter.builder("tandem.payments.different.requests")
                .description(
                        "requests for a payment that an earlier request had made with another amount, currency or token")
                .register(meters);
    }

    /**
     * Authorises the payment of an order, or returns its earlier outcome.
     *
     * @throws OutcomeUnknownException if the provider gave no answer; the payment stays pending, and a repeated call or
     *     {@link SettlePayments} determines the outcome
     * @throws DifferentRequestException if the payment was made with another amount, currency or token; nothing is done
     * @throws DeadlineExceededException if the caller no longer waits for the answer
     */
    public Payment authorize(UUID orderId, Money amount, String token) {
        Deadline.requireNotExceeded();
        var payment = pending(orderId, amount, token);
        return payments.addClaimed(payment, SettlePayments.LEASE)
                ? authorizer.ask(payment)
                : authorizeAgain(orderId, amount, token);
    }

    private Payment authorizeAgain(UUID orderId, Money amount, String token) {
        var known = requireNonNull(transactions.execute(_ -> claimKnown(orderId, amount, token)));
        return known.mayBeAuthorized() ? authorizer.findOutOrAsk(known) : known;
    }

    private Payment claimKnown(UUID orderId, Money amount, String token) {
        var payment = payments.findLockedById(orderId).orElseThrow();
        Deadline.requireNotExceeded();
        requireSame(payment, amount, token);
        if (payment.mayBeAuthorized()) {
            payments.claim(orderId, SettlePayments.LEASE);
        }
        return payment;
    }

    /**
     * Records that the payment is to be authorised; the outcome follows as an event, which carries the amount that was
     * authorised. If a later request for the same order is different, the same event answers it, too: nothing more is
     * authorised for the later request.
     */
    @Transactional
    public void authorizeLater(UUID orderId, Money amount, String token) {
        if (!payments.add(pending(orderId, amount, token))) {
            tellAgain(payments.findLockedById(orderId).orElseThrow(), amount, token);
        }
    }

    private Payment pending(UUID orderId, Money amount, String token) {
        var sealed = sealer.seal(orderId, token);
        return Payment.pending(orderId, amount, sealed, fingerprints.of(orderId, amount, token));
    }

    private void requireSame(Payment payment, Money amount, String token) {
        if (differs(payment, amount, token)) {
            countDifferent(payment);
            throw new DifferentRequestException(payment.orderId());
        }
    }

    /** No request made a tombstone, so none differs from it. */
    private boolean differs(Payment payment, Money amount, String token) {
        return !payment.isTombstone() && !fingerprints.match(payment, amount, token);
    }

    private void countDifferent(Payment payment) {
        differentRequests.increment();
        log.warn("a request for the payment of order {} differs from the one that made it", payment.orderId());
    }

    private void tellAgain(Payment payment, Money amount, String token) {
        if (differs(payment, amount, token)) {
            AfterCommit.run(() -> countDifferent(payment));
        }
        if (payment.isDecided()) {
            events.publishOutcome(payment);
        }
    }
}
