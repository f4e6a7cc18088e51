package dev.tandem.order.clients;

import dev.tandem.deadline.TimeIsUpException;
import dev.tandem.order.application.ServiceUnavailableException;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.retry.Retry;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.springframework.web.client.RestClientException;

/**
 * One kind of call with what belongs around it, from the outside to the inside: retry, circuit breaker, bulkhead, and
 * the time limit, which the request itself has. Why in this order: ADR 0006.
 */
final class GuardedHop {

    private final String service;
    private final Retry retry;
    private final CircuitBreaker breaker;
    private final Bulkhead bulkhead;
    private final RetryBudget budget = new RetryBudget();

    GuardedHop(String service, Retry retry, CircuitBreaker breaker, Bulkhead bulkhead) {
        this.service = service;
        this.retry = retry;
        this.breaker = breaker;
        this.bulkhead = bulkhead;
    }

    /** An error status is no answer either: every business outcome of the other services comes with a 200. */
    <T> T ask(Supplier<T> call) {
        var guarded = CircuitBreaker.decorateSupplier(breaker, Bulkhead.decorateSupplier(bulkhead, call));
        try {
            budget.earn();
            return budget.take() ? retry(guarded) : guarded.get();
        } catch (RestClientException | CallNotPermittedException | BulkheadFullException | TimeIsUpException noAnswer) {
            throw new ServiceUnavailableException(service, noAnswer);
        }
    }

    private <T> T retry(Supplier<T> guarded) {
        var attempts = new AtomicInteger();
        try {
            return retry.executeSupplier(() -> {
                attempts.incrementAndGet();
                return guarded.get();
            });
        } finally {
            if (attempts.get() == 1) {
                budget.giveBack();
            }
        }
    }
}
