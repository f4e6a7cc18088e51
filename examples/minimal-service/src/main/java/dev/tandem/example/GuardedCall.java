package dev.tandem.example;

import dev.tandem.context.DeadlineExceededException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryRegistry;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/**
 * A call of inventory-service with its guards, from the outside in: retry, circuit breaker, and the time limit, which
 * the request itself has. ADR 0006 gives the reasons for this order. The service does not start without their settings.
 */
@Component
class GuardedCall {

    private static final String SETTINGS = "inventory";

    private final Retry retry;
    private final CircuitBreaker breaker;
    private final RetryBudget budget = new RetryBudget();

    GuardedCall(RetryRegistry retries, CircuitBreakerRegistry breakers) {
        this.retry = retries.find(SETTINGS).orElseThrow();
        this.breaker = breakers.find(SETTINGS).orElseThrow();
    }

    /** The other service gave no answer in time. */
    static final class NoAnswerException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NoAnswerException(Throwable cause) {
            super("no answer from inventory-service", cause);
        }
    }

    /**
     * Makes the call, which may be repeated once.
     *
     * @throws NoAnswerException if there is no answer in the time that the caller has left, or the breaker is open
     */
    <T> T ask(Supplier<T> call) {
        budget.earn();
        try {
            return retry(CircuitBreaker.decorateSupplier(breaker, call));
        } catch (RestClientException | CallNotPermittedException | DeadlineExceededException noAnswer) {
            throw new NoAnswerException(noAnswer);
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
