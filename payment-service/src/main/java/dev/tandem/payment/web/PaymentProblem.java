package dev.tandem.payment.web;

import dev.tandem.web.problem.Problem;
import org.springframework.http.HttpStatus;

/** The problems of payments. */
enum PaymentProblem implements Problem {
    PAYMENT_OUTCOME_UNKNOWN(Description.transientError(
            HttpStatus.SERVICE_UNAVAILABLE,
            "Payment outcome unknown",
            "The payment provider gave no answer: the amount may or may not be held.",
            "Repeat the same request to find out. The amount is held once at most.")),
    PAYMENT_NOT_PARKED(Description.of(
            HttpStatus.CONFLICT,
            "Payment not parked",
            "The payment of this order is not parked, or the order has no payment. Nothing was done.",
            "Decide only about parked payments. GET /actuator/parkedpayments lists them."));

    @SuppressWarnings("ImmutableEnumChecker") // a record of immutable values
    private final Description description;

    PaymentProblem(Description description) {
        this.description = description;
    }

    @Override
    public Description description() {
        return description;
    }
}
