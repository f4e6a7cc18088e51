package dev.tandem.payment.application;

import dev.tandem.payment.domain.Payment;
import dev.tandem.payment.domain.PaymentStatus;
import dev.tandem.payment.domain.Payments;
import java.time.Clock;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Carries out the pending operation of a payment at the provider: an authorisation that no caller waits for or whose
 * outcome is unknown, a capture, a void or a refund. If the provider does not answer, the operation stays pending for
 * the next attempt, and after too long without an answer it is parked for an operator; it is complete only when its
 * outcome is stored.
 */
@Service
public class SettlePayment {

    private static final Logger log = LoggerFactory.getLogger(SettlePayment.class);

    private final Payments payments;
    private final PaymentProvider provider;
    private final Authorizer authorizer;
    private final PaymentTransitions transitions;
    private final PaymentSettings settings;
    private final Clock clock;

    SettlePayment(
            Payments payments,
            PaymentProvider provider,
            Authorizer authorizer,
            PaymentTransitions transitions,
            PaymentSettings settings,
            Clock clock) {
        this.payments = payments;
        this.provider = provider;
        this.authorizer = authorizer;
        this.transitions = transitions;
        this.settings = settings;
        this.clock = clock;
    }

    /** Makes one attempt. A failure is logged and leaves the operation pending; the caller has claimed the payment. */
    public void settle(UUID orderId) {
        try {
            attempt(orderId);
        } catch (RuntimeException failure) {
            log.warn("payment of order {} not settled, will try again: {}", orderId, failure.toString());
        } catch (Error failure) {
            log.error("payment of order {} not settled, will try again", orderId, failure);
        }
    }

    private void attempt(UUID orderId) {
        try {
            carryOut(payments.findById(orderId).orElseThrow());
        } catch (OutcomeUnknownException unknown) {
            recordSilence(orderId, unknown);
        }
    }

    private void recordSilence(UUID orderId, OutcomeUnknownException unknown) {
        var payment =
                transitions.note(orderId, current -> current.wentUnanswered(clock.instant(), settings.parkAfter()));
        if (payment.isParked()) {
            log.error("payment of order {} is parked, an operator has to decide: {}", orderId, unknown.toString());
        } else {
            log.warn("outcome for order {} is unknown, will ask again: {}", orderId, unknown.toString());
        }
    }

    private void carryOut(Payment payment) {
        switch (payment.pendingOperation()) {
            case AUTHORIZE -> authorizer.findOutOrAsk(payment);
            case CAPTURE -> capture(payment.orderId());
            case UNDO -> undo(payment);
            case null -> {} // another worker has been faster
        }
    }

    private void capture(UUID orderId) {
        provider.capture(orderId);
        transitions.note(orderId, Payment::captured);
    }

    /**
     * If the answer to a capture was lost, only the provider knows that it has charged the customer: its answer to a
     * cancellation says so.
     */
    private void undo(Payment payment) {
        var known = payment.status() == PaymentStatus.CAPTURED ? payment : cancel(payment.orderId());
        if (known.status() == PaymentStatus.CAPTURED) {
            refund(known.orderId());
        } else if (known.pendingOperation() != null) {
            throw new OutcomeUnknownException("the provider contradicts its earlier answer");
        }
    }

    private Payment cancel(UUID orderId) {
        var outcome = provider.cancel(orderId);
        return transitions.note(orderId, payment -> payment.authorizationEnded(outcome));
    }

    private void refund(UUID orderId) {
        provider.refund(orderId);
        transitions.note(orderId, Payment::refunded);
    }
}
