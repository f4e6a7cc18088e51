package dev.tandem.order.web;

import static java.util.Objects.requireNonNull;

import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.RejectionReason;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** The answers that are no success, as problem details (RFC 9457) with stable types. */
final class Problems {

    private Problems() {}

    static ProblemDetail problem(HttpStatus status, String type, @Nullable String detail) {
        var problem = ProblemDetail.forStatus(status);
        problem.setType(URI.create("/problems/" + type));
        problem.setDetail(detail);
        return problem;
    }

    static ErrorResponseException rejected(Order order) {
        return about(order, because(requireNonNull(order.checkout().rejectionReason())));
    }

    static ErrorResponseException cancelled(Order order) {
        return about(order, problem(HttpStatus.CONFLICT, "order-cancelled", "The order was cancelled meanwhile."));
    }

    static ErrorResponseException nothingToCancel(Order order) {
        return about(
                order,
                problem(
                        HttpStatus.CONFLICT,
                        "order-rejected",
                        "The order came to nothing before, and nothing was charged for it."));
    }

    static ErrorResponseException keyReused() {
        return error(problem(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "idempotency-key-reused",
                "This Idempotency-Key was used with another order."));
    }

    static ErrorResponseException inFlight(String retryAfter) {
        var problem = error(problem(
                HttpStatus.CONFLICT,
                "request-in-flight",
                "The first request with this Idempotency-Key is still being worked on."));
        problem.getHeaders().set(HttpHeaders.RETRY_AFTER, retryAfter);
        return problem;
    }

    static ErrorResponseException invalidHeader(String detail) {
        return error(problem(HttpStatus.BAD_REQUEST, "invalid-request", detail));
    }

    private static ProblemDetail because(RejectionReason reason) {
        return switch (reason) {
            case OUT_OF_STOCK ->
                problem(HttpStatus.CONFLICT, "out-of-stock", "Not everything is there in the quantity you want.");
            // Whoever tries a stolen card learns no more than that it did not work.
            case PAYMENT_DECLINED, SUSPECTED_FRAUD ->
                problem(HttpStatus.PAYMENT_REQUIRED, "payment-declined", "The payment was declined.");
            case TIMED_OUT ->
                problem(HttpStatus.GATEWAY_TIMEOUT, "timed-out", "The order could not be completed in time.");
        };
    }

    private static ErrorResponseException about(Order order, ProblemDetail problem) {
        problem.setProperty("orderId", order.id());
        return error(problem);
    }

    private static ErrorResponseException error(ProblemDetail problem) {
        return new ErrorResponseException(HttpStatus.valueOf(problem.getStatus()), problem, null);
    }
}
