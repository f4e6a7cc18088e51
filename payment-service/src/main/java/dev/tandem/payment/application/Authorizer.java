package dev.tandem.payment.application;

import dev.tandem.payment.domain.AuthorizationOutcome;
import dev.tandem.payment.domain.Payment;
import org.springframework.stereotype.Service;

/** Has the provider hold the amount of a payment, and stores the outcome. */
@Service
class Authorizer {

    private final PaymentProvider provider;
    private final PaymentTransitions transitions;

    Authorizer(PaymentProvider provider, PaymentTransitions transitions) {
        this.provider = provider;
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

    /** The order's id is the idempotency key: the provider answers a repeated call with its first outcome. */
    private AuthorizationOutcome authorize(Payment payment) {
        return provider.authorize(payment.orderId(), payment.amount(), payment.token());
    }

    private Payment note(Payment payment, AuthorizationOutcome outcome) {
        return transitions.note(payment, current -> current.authorizationEnded(outcome));
    }
}
