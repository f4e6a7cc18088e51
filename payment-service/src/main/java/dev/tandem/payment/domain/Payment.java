package dev.tandem.payment.domain;

import static dev.tandem.payment.domain.PaymentStatus.AUTHORIZED;
import static dev.tandem.payment.domain.PaymentStatus.CAPTURED;
import static dev.tandem.payment.domain.PaymentStatus.DECLINED;
import static dev.tandem.payment.domain.PaymentStatus.PENDING;
import static dev.tandem.payment.domain.PaymentStatus.REFUNDED;
import static dev.tandem.payment.domain.PaymentStatus.VOIDED;

import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The one payment of an order. What the provider has done is its {@link PaymentStatus}; what it still has to do is the
 * {@link PaymentGoal}, which is written down before the provider is called and thus survives any crash.
 */
@Entity
@Table(name = "payments")
public class Payment {

    @Id
    private UUID orderId;

    @Embedded
    private Money amount;

    private String token;

    @Enumerated(EnumType.STRING)
    private PaymentStatus status;

    @Enumerated(EnumType.STRING)
    private @Nullable DeclineReason declineReason;

    @Enumerated(EnumType.STRING)
    private @Nullable PaymentGoal goal;

    /** How often the goal has been tried, and when it is to be tried again; never tried yet means at once. */
    @SuppressWarnings("UnusedVariable") // queries read them
    private int attempts;

    @SuppressWarnings("UnusedVariable")
    private @Nullable Instant nextAttemptAt;

    @Version
    private @Nullable Long version;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected Payment() {}

    private Payment(UUID orderId, Money amount, String token, PaymentStatus status) {
        this.orderId = orderId;
        this.amount = amount;
        this.token = token;
        this.status = status;
    }

    /** A payment that the provider is about to be asked for. */
    public static Payment pending(UUID orderId, Money amount, String token) {
        return new Payment(orderId, amount, token, PENDING);
    }

    /** A payment that was undone before it was made: a request that is still on its way finds it, and takes nothing. */
    public static Payment neverMade(UUID orderId) {
        return new Payment(orderId, Money.NONE, "", VOIDED);
    }

    /**
     * Notes what became of the authorisation. An answer that others have overtaken changes nothing; if the payment was
     * given up in the meantime, what is held is still to be undone.
     */
    public void authorizationEnded(AuthorizationOutcome outcome) {
        switch (outcome) {
            case AuthorizationOutcome.Authorized _ -> authorized();
            case AuthorizationOutcome.Declined(var reason) -> declined(reason);
            case AuthorizationOutcome.Captured _ -> {
                authorized(); // before it was captured, though nobody may have noted it
                captured();
            }
            case AuthorizationOutcome.Released _ -> voided();
        }
    }

    private void authorized() {
        if (status == PENDING) {
            status = AUTHORIZED;
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
     * The order is confirmed, so the customer is to be charged.
     *
     * @throws IllegalStateException if nothing is authorised, which no confirmed order should meet
     */
    public void capture() {
        if (status == AUTHORIZED && goal == null) {
            aimFor(PaymentGoal.CAPTURE);
        } else if (status != CAPTURED && status != REFUNDED && goal == null) {
            throw new IllegalStateException(
                    "payment of order " + orderId + " is " + status + " and cannot be captured");
        }
    }

    /** The order came to nothing, so whatever was taken for it is to be given back. */
    public void undo() {
        var mayHaveTaken = status == PENDING || status == AUTHORIZED || status == CAPTURED;
        if (mayHaveTaken && goal != PaymentGoal.UNDO) {
            aimFor(PaymentGoal.UNDO);
        }
    }

    private void aimFor(PaymentGoal next) {
        goal = next;
        attempts = 0;
        nextAttemptAt = null;
    }

    /** The customer has been charged. If the payment was given up in the meantime, that is still to be undone. */
    public void captured() {
        if (status == AUTHORIZED) {
            status = CAPTURED;
            goal = goal == PaymentGoal.CAPTURE ? null : goal;
        }
    }

    /** The customer has got back what was charged. */
    public void refunded() {
        if (status == CAPTURED) {
            endAs(REFUNDED);
        }
    }

    private void endAs(PaymentStatus end) {
        status = end;
        goal = null;
    }

    /** Whether the provider may still be asked to hold the amount: not once the payment was given up. */
    public boolean mayBeAuthorized() {
        return status == PENDING && goal == null;
    }

    public UUID orderId() {
        return orderId;
    }

    public Money amount() {
        return amount;
    }

    /** Stands for the customer's card at the provider. */
    public String token() {
        return token;
    }

    public PaymentStatus status() {
        return status;
    }

    public @Nullable DeclineReason declineReason() {
        return declineReason;
    }

    public @Nullable PaymentGoal goal() {
        return goal;
    }
}
