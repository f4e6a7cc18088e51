package dev.tandem.payment.application;

import dev.tandem.payment.domain.Payment;
import dev.tandem.payment.domain.PaymentStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Carries out the pending operation of a payment at the provider: a capture, a void, a refund, or an authorisation that
 * no caller waits for or whose outcome is unknown. If the provider does not answer, the operation stays pending for the
 * next attempt. If the provider gives no answer for too long, the payment is parked for an operator; and at once if its
 * token is sealed with an unknown key. The operation is complete only when its outcome is stored.
 */
@Service
public class SettlePayment {

    private static final Logger log = LoggerFactory.getLogger(SettlePayment.class);

    private final PaymentProvider provider;
    private final Authorizer authorizer;
    private final PaymentTransitions transitions;
    private final PaymentSettings settings;
    private final Clock clock;

    SettlePayment(
            PaymentProvider provider,
            Authorizer authorizer,
            PaymentTransitions transitions,
            PaymentSettings settings,
            Clock clock) {
        this.provider = provider;
        this.authorizer = authorizer;
        this.transitions = transitions;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Makes one attempt. The caller must have claimed the payment. A failure is logged, and the operation stays
     * pending.
     */
    public void settle(Payment claimed) {
        try {
            attempt(claimed);
        } catch (RuntimeException failure) {
            log.warn("payment of order {} not settled, will try again: {}", claimed.orderId(), failure.toString());
        } catch (Error failure) {
            log.error("payment of order {} not settled, will try again", claimed.orderId(), failure);
        }
    }

    private void attempt(Payment claimed) {
        try {
            carryOut(claimed);
        } catch (UnknownKeyException unknown) {
            record(claimed, unknown, this::park);
        } catch (OutcomeUnknownException unknown) {
            record(claimed, unknown, current -> current.wentUnanswered(clock.instant(), settings.parkAfter()));
        }
    }

    /** Only an operator can give this instance the key. If the payment was undone meanwhile, it needs none. */
    private void park(Payment current) {
        if (current.mayBeAuthorized()) {
            current.wentUnanswered(clock.instant(), Duration.ZERO);
        }
    }

    private void record(Payment claimed, OutcomeUnknownException unknown, Consumer<Payment> silence) {
        var orderId = claimed.orderId();
        var payment = transitions.note(claimed, silence);
        if (payment.isParked()) {
            log.error("payment of order {} is parked, an operator has to decide: {}", orderId, unknown.toString());
        } else {
            log.warn("outcome for order {} is unknown, will ask again: {}", orderId, unknown.toString());
        }
    }

    private void carryOut(Payment payment) {
        switch (payment.pendingOperation()) {
            case AUTHORIZE -> authorizer.findOutOrAsk(payment);
            case CAPTURE -> capture(payment);
            case UNDO -> undo(payment);
            case null -> {} // another worker has been faster
        }
    }

    private void capture(Payment payment) {
        provider.capture(payment.orderId());
        transitions.note(payment, Payment::captured);
    }

    /**
     * If the answer to a capture was lost, only the provider knows that it has charged the customer: its answer to a
     * cancellation says so.
     */
    private void undo(Payment payment) {
        var known = payment.status() == PaymentStatus.CAPTURED ? payment : cancel(payment);
        if (known.status() == PaymentStatus.CAPTURED) {
            refund(known);
        } else if (known.pendingOperation() != null) {
            throw new OutcomeUnknownException("the provider contradicts its earlier answer");
        }
    }

    private Payment cancel(Payment payment) {
        var outcome = provider.cancel(payment.orderId());
        return transitions.note(payment, current -> current.authorizationEnded(outcome));
    }

    private void refund(Payment payment) {
        provider.refund(payment.orderId());
        transitions.note(payment, Payment::refunded);
    }
}
