package dev.tandem.simulation.world;

import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.util.ClassUtils;

/**
 * The guards of order-service's remote calls, switched off: each call is tried once, and no breaker opens. Guards
 * depend on real time, and would make runs of one seed differ.
 */
final class Guards {

    private Guards() {}

    static RetryRegistry retries() {
        var retries = RetryRegistry.of(RetryConfig.custom().maxAttempts(1).build());
        remoteCalls().forEach(retries::retry);
        return retries;
    }

    static CircuitBreakerRegistry breakers() {
        var breakers = CircuitBreakerRegistry.ofDefaults();
        remoteCalls().forEach(remoteCall -> breakers.circuitBreaker(remoteCall).transitionToDisabledState());
        return breakers;
    }

    static BulkheadRegistry bulkheads() {
        var bulkheads = BulkheadRegistry.of(
                BulkheadConfig.custom().maxConcurrentCalls(1000).build());
        remoteCalls().forEach(bulkheads::bulkhead);
        return bulkheads;
    }

    /** The names of order-service's remote calls, which are internal to it. */
    private static List<String> remoteCalls() {
        var remoteCalls =
                ClassUtils.resolveClassName("dev.tandem.order.clients.RemoteCall", Guards.class.getClassLoader());
        return Arrays.stream(remoteCalls.getEnumConstants())
                .map(remoteCall -> remoteCall.toString().toLowerCase(Locale.ROOT))
                .toList();
    }
}
