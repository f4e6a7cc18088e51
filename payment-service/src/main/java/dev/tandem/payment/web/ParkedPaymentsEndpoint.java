package dev.tandem.payment.web;

import dev.tandem.payment.application.ParkedPayments;
import dev.tandem.payment.application.ParkedPayments.Decision;
import dev.tandem.payment.application.ParkedPayments.ParkedPayment;
import dev.tandem.payment.application.RetryParkedPayment;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.stereotype.Component;

/**
 * The parked payments for operators, at {@code /actuator/parkedpayments}. Expose it where only operators can reach it:
 * the operator's name is recorded, not authenticated.
 */
@Component
@Endpoint(id = "parkedpayments")
class ParkedPaymentsEndpoint {

    private static final int PAGE = 100;
    private static final int LONGEST_PAGE = 1000;

    private final ParkedPayments parkedPayments;
    private final RetryParkedPayment retryParkedPayment;

    ParkedPaymentsEndpoint(ParkedPayments parkedPayments, RetryParkedPayment retryParkedPayment) {
        this.parkedPayments = parkedPayments;
        this.retryParkedPayment = retryParkedPayment;
    }

    /** A parked payment, and the earlier decisions about it. */
    record Details(ParkedPayment payment, List<Decision> decisions) {}

    /** Lists the parked payments that have been waiting longest. */
    @ReadOperation
    List<ParkedPayment> list(@Nullable Integer limit) {
        var most = limit == null ? PAGE : limit;
        if (most < 1 || most > LONGEST_PAGE) {
            throw refusal("limit must be between 1 and " + LONGEST_PAGE);
        }
        return parkedPayments.list(most);
    }

    @ReadOperation
    @Nullable
    Details show(@Selector UUID orderId) {
        return parkedPayments
                .find(orderId)
                .map(payment -> new Details(payment, parkedPayments.decisions(orderId)))
                .orElse(null);
    }

    /** Has the provider asked again about one payment. */
    @WriteOperation
    List<Decision> retry(@Selector UUID orderId, String operator, String reason) {
        return orRefuse(() -> {
            retryParkedPayment.retry(orderId, operator, reason);
            return parkedPayments.decisions(orderId);
        });
    }

    /** Has the provider asked again about the payments that have been waiting longest, at most as many as the limit. */
    @WriteOperation
    Map<String, Integer> retryAll(@Nullable Integer limit, String operator, String reason) {
        var most = limit == null ? PAGE : limit;
        return orRefuse(() -> Map.of("retried", retryParkedPayment.retryAll(most, operator, reason)));
    }

    private static <T> T orRefuse(Supplier<T> operation) {
        try {
            return operation.get();
        } catch (IllegalStateException notParked) {
            throw PaymentProblem.PAYMENT_NOT_PARKED.because(String.valueOf(notParked.getMessage()));
        } catch (IllegalArgumentException refused) {
            throw refusal(String.valueOf(refused.getMessage()));
        }
    }

    /** The second text is the one that the operator sees. */
    private static InvalidEndpointRequestException refusal(String why) {
        return new InvalidEndpointRequestException(why, why);
    }
}
