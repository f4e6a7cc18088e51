package dev.tandem.payment.domain;

import static dev.tandem.payment.domain.PaymentStatus.AUTHORIZED;
import static dev.tandem.payment.domain.PaymentStatus.CAPTURED;
import static dev.tandem.payment.domain.PaymentStatus.DECLINED;
import static dev.tandem.payment.domain.PaymentStatus.PENDING;
import static dev.tandem.payment.domain.PaymentStatus.REFUNDED;
import static dev.tandem.payment.domain.PaymentStatus.VOIDED;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The one payment of an order. Its {@link PaymentStatus} says what the provider has done. Its {@link PendingOperation}
 * says what the provider still has to do; it is stored before the provider is called, and thus survives any crash.
 */
public class Payment {

    private final UUID orderId;
    private final Money amount;

    /** Sealed for this order; null if the payment was never to be authorised, or has lost its token. */
    private final @Nullable String sealedToken;

    /** Identifies the request that made the payment; null if that was before there were fingerprints. */
    private final @Nullable String fingerprint;

    private PaymentStatus status;
    private @Nullable DeclineReason declineReason;
    private RetryState retry;
    private final long version;

    private Payment(
            UUID orderId,
            Money amount,
            @Nullable String sealedToken,
            @Nullable String fingerprint,
            PaymentStatus status,
            @Nullable DeclineReason declineReason,
            RetryState retry,
            long version) {
        this.orderId = orderId;
        this.amount = amount;
        this.sealedToken = sealedToken;
        this.fingerprint = fingerprint;
        this.status = status;
        this.declineReason = declineReason;
        this.retry = retry;
        this.version = version;
    }

    /** A payment as it was stored. */
    public static Payment stored(
            UUID orderId,
            Money amount,
            @Nullable String sealedToken,
            @Nullable String fingerprint,
            PaymentStatus status,
            @Nullable DeclineReason declineReason,
            RetryState retry,
            long version) {
        return new Payment(orderId, amount, sealedToken, fingerprint, status, declineReason, retry, version);
    }

    /** A copy, whose changes do not affect this payment. */
    public Payment copy() {
        return stored(orderId, amount, sealedToken, fingerprint, status, declineReason, retry, version);
    }

    /** A copy as it is stored after this payment was written. */
    public Payment written() {
        return stored(orderId, amount, sealedToken, fingerprint, status, declineReason, retry, version + 1);
    }

    /**
     * A new payment. Normally the request that creates the payment also asks the provider. If it does not, a worker
     * asks.
     *
     * @param sealedToken the card, sealed for this order
     */
    public static Payment pending(UUID orderId, Money amount, String sealedToken, String fingerprint) {
        var authorize = RetryState.NOTHING_PENDING.begin(PendingOperation.AUTHORIZE);
        return new Payment(orderId, amount, sealedToken, fingerprint, PENDING, null, authorize, 0);
    }

    /**
     * A payment that was undone before it was requested. A request that arrives later finds this payment, and no amount
     * is held.
     */
    public static Payment tombstone(UUID orderId) {
        return new Payment(orderId, Money.NONE, null, null, VOIDED, null, RetryState.NOTHING_PENDING, 0);
    }

    /** A payment that is declined without asking the provider, because nobody can read its token. */
    public static Payment refused(UUID orderId, Money amount) {
        var nothing = RetryState.NOTHING_PENDING;
        return new Payment(orderId, amount, null, null, DECLINED, DeclineReason.DECLINED, nothing, 0);
    }

    /**
     * Takes the outcome of the authorisation. An outdated answer changes nothing. If the payment was undone in the
     * meantime, an amount that is held still has to be released.
     */
    public void authorizationEnded(AuthorizationOutcome outcome) {
        switch (outcome) {
            case AuthorizationOutcome.Authorized _ -> authorized();
            case AuthorizationOutcome.Declined(var reason) -> declined(reason);
            case AuthorizationOutcome.Captured _ -> {
                authorized(); // before it was captured, though this may never have been stored
                captured();
            }
            case AuthorizationOutcome.Released _ -> voided();
        }
    }

    private void authorized() {
        if (status == PENDING) {
            status = AUTHORIZED;
            complete(PendingOperation.AUTHORIZE);
        }
    }

    private void declined(DeclineReason reason) {
        if (status == PENDING) {
            endAs(DECLINED);
            declineReason = reason;
        }
    }

    private void voided() {
        if (status == PENDING || status == AUTHORIZED) {
            endAs(VOIDED);
        }
    }

    /**
     * The order is confirmed, so the customer is to be charged. Nothing is charged if the order was cancelled after its
     * confirmation and the command to undo the payment arrived before the message about the confirmation.
     *
     * @throws IllegalStateException if nothing is authorised, which should never be the case for a confirmed order
     */
    public void capture() {
        if (status == AUTHORIZED && pendingOperation() == null) {
            retry = retry.begin(PendingOperation.CAPTURE);
        } else if (mayBeAuthorized() || status == DECLINED) {
            throw new IllegalStateException(
                    "payment of order " + orderId + " is " + status + " and cannot be captured");
        }
    }

    /** The order was rejected or cancelled, so its payment is to be voided or refunded. */
    public void undo() {
        var mayHaveTaken = status == PENDING || status == AUTHORIZED || status == CAPTURED;
        if (mayHaveTaken && pendingOperation() != PendingOperation.UNDO) {
            retry = retry.begin(PendingOperation.UNDO);
        }
    }

    /**
     * The customer has been charged. If the payment was undone in the meantime, the charge still has to be refunded.
     */
    public void captured() {
        if (status == AUTHORIZED) {
            status = CAPTURED;
            complete(PendingOperation.CAPTURE);
        }
    }

    /** The amount charged has been refunded to the customer. */
    public void refunded() {
        if (status == CAPTURED) {
            endAs(REFUNDED);
        }
    }

    private void endAs(PaymentStatus end) {
        status = end;
        retry = RetryState.NOTHING_PENDING;
    }

    private void complete(PendingOperation operation) {
        if (pendingOperation() == operation) {
            retry = RetryState.NOTHING_PENDING;
        } else {
            retry = retry.wasAnswered();
        }
    }

    /**
     * The provider was asked, and gave no answer: neither a yes nor a no. After {@code parkAfter} without an answer the
     * payment is parked, and left alone until an operator decides how to go on.
     */
    public void wentUnanswered(Instant now, Duration parkAfter) {
        if (pendingOperation() != null) {
            retry = retry.wentUnanswered(now, parkAfter);
        }
    }

    /**
     * An operator wants the provider to be asked again.
     *
     * @throws IllegalStateException if the payment is not parked
     */
    public void tryAgain() {
        if (!isParked()) {
            throw new IllegalStateException("payment of order " + orderId + " is not parked");
        }
        retry = retry.restart();
    }

    /**
     * Whether the provider may still be asked to hold the amount. After the payment was undone, it may not be asked.
     */
    public boolean mayBeAuthorized() {
        return pendingOperation() == PendingOperation.AUTHORIZE;
    }

    /**
     * Whether the outcome is known. If the payment was undone, this is the outcome of the undo; otherwise it is the
     * outcome of the authorisation.
     */
    public boolean isDecided() {
        return pendingOperation() == null || pendingOperation() == PendingOperation.CAPTURE;
    }

    /** Whether the payment was undone before any request created it. */
    public boolean isTombstone() {
        return status == VOIDED && fingerprint == null && amount.equals(Money.NONE);
    }

    /** Whether another state of this payment has to be written, because it is not the same. */
    public boolean differsFrom(Payment other) {
        return status != other.status || declineReason != other.declineReason || !retry.equals(other.retry);
    }

    /** Whether the payment waits for an operator, because the provider has given no answer for too long. */
    public boolean isParked() {
        return retry.isParked();
    }

    public UUID orderId() {
        return orderId;
    }

    public Money amount() {
        return amount;
    }

    /**
     * A token that stands for the customer's card at the provider, sealed for this order. It is absent as soon as the
     * provider is not to be asked any more whether it holds the amount: no other operation needs it.
     */
    public @Nullable String sealedToken() {
        return mayBeAuthorized() ? sealedToken : null;
    }

    public @Nullable String fingerprint() {
        return fingerprint;
    }

    public PaymentStatus status() {
        return status;
    }

    public @Nullable DeclineReason declineReason() {
        return declineReason;
    }

    /** When the provider first left a call unanswered; null if it has answered since. */
    public @Nullable Instant unansweredSince() {
        return retry.unansweredSince();
    }

    public @Nullable PendingOperation pendingOperation() {
        return retry.pendingOperation();
    }

    /** The number of changes and claims so far, with which a writer notices those of another. */
    public long version() {
        return version;
    }

    /** The pending operation and its attempts, as they are stored. */
    public RetryState retry() {
        return retry;
    }
}
