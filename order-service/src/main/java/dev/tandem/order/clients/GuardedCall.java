package dev.tandem.order.clients;

import dev.tandem.context.DeadlineExceededException;
import dev.tandem.order.application.ServiceUnavailableException;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.retry.Retry;
import java.util.function.Supplier;
import org.springframework.web.client.RestClientException;

/**
 * One kind of remote call with its guards, from the outside in: retry, circuit breaker, bulkhead, and the time limit,
 * which the request itself has. ADR 0006 gives the reasons for this order.
 */
final class GuardedCall {

    private final String service;
    private final Retry retry;
    private final CircuitBreaker breaker;
    private final Bulkhead bulkhead;
    private final RetryBudget budget = new RetryBudget();

    GuardedCall(String service, Retry retry, CircuitBreaker breaker, Bulkhead bulkhead) {
        this.service = service;
        this.retry = retry;
        this.breaker = breaker;
        this.bulkhead = bulkhead;
    }

    /** An error status counts as no answer: the other services return every business outcome with a 200. */
    <T> T ask(Supplier<T> call) {
        var guarded = CircuitBreaker.decorateSupplier(breaker, Bulkhead.decorateSupplier(bulkhead, call));
        try {
            budget.earn();
            return retry(guarded);
        } catch (RestClientException
                | CallNotPermittedException
                | BulkheadFullException
                | DeadlineExceededException noAnswer) {
            throw new ServiceUnavailableException(service, noAnswer);
        }
    }

    private <T> T retry(Supplier<T> guarded) {
        var context = retry.<T>context();
        for (var attempt = 1; ; attempt++) {
            try {
                var answer = guarded.get();
                context.onComplete();
                return answer;
            } catch (RuntimeException failure) {
                if (isWorthAnother(attempt, failure) && !budget.take()) {
                    throw failure;
                }
                // Pauses before the next attempt, or throws if there is none.
                context.onRuntimeError(failure);
            }
        }
    }

    private boolean isWorthAnother(int attempt, RuntimeException failure) {
        var settings = retry.getRetryConfig();
        return attempt < settings.getMaxAttempts()
                && settings.getExceptionPredicate().test(failure);
    }
}
