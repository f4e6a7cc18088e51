package dev.tandem.order.application;

import dev.tandem.order.domain.SagaLimits;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The time limits of order-service.
 *
 * @param priceMaxAge the maximum age of a price at which an order is accepted
 * @param responseBudget how long a customer waits unless the request asks for another time
 * @param maxResponseBudget the longest wait that a customer can ask for
 * @param claim how long an order belongs to the request that placed it; longer than any request may take
 * @param commandTimeout the shortest pause before an unanswered command is sent again. If the order is older than
 *     {@code commandTimeout}, the pause is as long as the age of the order.
 * @param timeLimit the age at which an order that is still pending is rejected
 * @param keyLifetime how long the answer to a request with an idempotency key is kept
 * @param drain how long requests are still served during the shutdown: longer than a load balancer takes to notice that
 *     the service is no longer ready
 */
@ConfigurationProperties("tandem.order")
public record OrderSettings(
        @DefaultValue("10s") Duration priceMaxAge,
        @DefaultValue("2s") Duration responseBudget,
        @DefaultValue("8s") Duration maxResponseBudget,
        @DefaultValue("10s") Duration claim,
        @DefaultValue("30s") Duration commandTimeout,
        @DefaultValue("10m") Duration timeLimit,
        @DefaultValue("24h") Duration keyLifetime,
        @DefaultValue("1s") Duration drain) {

    public OrderSettings {
        require(!priceMaxAge.isNegative(), "price-max-age must not be negative");
        require(responseBudget.isPositive(), "response-budget must be positive");
        require(
                responseBudget.compareTo(maxResponseBudget) <= 0,
                "max-response-budget must not be shorter than response-budget");
        require(claim.compareTo(maxResponseBudget) > 0, "claim must be longer than max-response-budget");
        require(commandTimeout.isPositive(), "command-timeout must be positive");
        require(timeLimit.compareTo(claim) > 0, "time-limit must be longer than claim");
        require(keyLifetime.compareTo(timeLimit) > 0, "key-lifetime must be longer than time-limit");
        require(!drain.isNegative(), "drain must not be negative");
    }

    SagaLimits sagaLimits() {
        return new SagaLimits(commandTimeout, timeLimit);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException("tandem.order." + message);
        }
    }
}
