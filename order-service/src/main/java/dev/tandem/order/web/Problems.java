package dev.tandem.order.web;

import static java.util.Objects.requireNonNull;

import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.RejectionReason;
import dev.tandem.web.problem.ProblemException;
import java.util.UUID;

/** The error answers of this service. */
final class Problems {

    private Problems() {}

    static ProblemException notFound(UUID id) {
        return OrderProblem.ORDER_NOT_FOUND.because("There is no order " + id + ".");
    }

    static ProblemException rejected(Order order) {
        return about(order, because(requireNonNull(order.sagaState().rejectionReason())));
    }

    static ProblemException cancelled(Order order) {
        return about(order, OrderProblem.ORDER_CANCELLED.because("The order was cancelled meanwhile."));
    }

    static ProblemException nothingToCancel(Order order) {
        return about(
                order,
                OrderProblem.ORDER_REJECTED.because(
                        "The order was rejected before it could be cancelled. Any payment is voided or refunded."));
    }

    static ProblemException keyReused() {
        return OrderProblem.IDEMPOTENCY_KEY_REUSED.because("This Idempotency-Key was used with another order.");
    }

    static ProblemException inFlight() {
        return OrderProblem.REQUEST_IN_FLIGHT.because(
                "The first request with this Idempotency-Key is still in progress.");
    }

    private static ProblemException because(RejectionReason reason) {
        return switch (reason) {
            case OUT_OF_STOCK ->
                OrderProblem.OUT_OF_STOCK.because("At least one product is not available in the ordered quantity.");
            // A customer who tries a stolen card learns no more than that it did not work.
            case PAYMENT_DECLINED, SUSPECTED_FRAUD ->
                OrderProblem.PAYMENT_DECLINED.because("The payment was declined.");
            case TIMED_OUT -> OrderProblem.TIMED_OUT.because("The order could not be completed in time.");
        };
    }

    private static ProblemException about(Order order, ProblemException problem) {
        return problem.with("orderId", order.id());
    }
}
