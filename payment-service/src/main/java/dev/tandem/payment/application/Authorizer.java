package dev.tandem.payment.application;

import dev.tandem.payment.domain.AuthorizationOutcome;
import dev.tandem.payment.domain.Payment;
import dev.tandem.sealing.Opening;
import dev.tandem.sealing.Opening.Opened;
import dev.tandem.sealing.Opening.UnknownKey;
import dev.tandem.sealing.Opening.Unreadable;
import dev.tandem.sealing.TokenOpener;
import org.springframework.stereotype.Service;

/** Has the provider hold the amount of a payment, and stores the outcome. */
@Service
class Authorizer {

    private final PaymentProvider provider;
    private final TokenOpener opener;
    private final PaymentTransitions transitions;

    Authorizer(PaymentProvider provider, TokenOpener opener, PaymentTransitions transitions) {
        this.provider = provider;
        this.opener = opener;
        this.transitions = transitions;
    }

    /** For a payment that the provider cannot know yet. */
    Payment ask(Payment payment) {
        return note(payment, authorize(payment));
    }

    /** For a payment that the provider may have decided without our knowledge. */
    Payment findOutOrAsk(Payment payment) {
        return note(payment, provider.find(payment.orderId(), payment.amount()).orElseGet(() -> authorize(payment)));
    }

    /**
     * The order's id is the idempotency key: the provider answers a repeated call with its first outcome. Without a
     * readable token the payment is cancelled, since an earlier call may still be on its way to the provider.
     */
    private AuthorizationOutcome authorize(Payment payment) {
        var orderId = payment.orderId();
        return switch (open(payment)) {
            case Opened(var token) -> provider.authorize(orderId, payment.amount(), token);
            case UnknownKey _ -> throw new UnknownKeyException();
            case Unreadable _ -> provider.cancel(orderId);
        };
    }

    private Opening open(Payment payment) {
        var sealedToken = payment.sealedToken();
        return sealedToken == null ? new Unreadable() : opener.open(payment.orderId(), sealedToken);
    }

    private Payment note(Payment payment, AuthorizationOutcome outcome) {
        return transitions.note(payment, current -> current.authorizationEnded(outcome));
    }
}
