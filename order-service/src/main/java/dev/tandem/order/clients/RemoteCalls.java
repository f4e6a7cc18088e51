package dev.tandem.order.clients;

import static java.util.Objects.requireNonNull;

import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Makes all remote calls through their guards. The service does not start if one of them is not configured. */
@Component
class RemoteCalls {

    private final Map<RemoteCall, GuardedCall> guarded = new EnumMap<>(RemoteCall.class);

    RemoteCalls(RetryRegistry retries, CircuitBreakerRegistry breakers, BulkheadRegistry bulkheads) {
        for (var remoteCall : RemoteCall.values()) {
            var name = remoteCall.configured();
            guarded.put(
                    remoteCall,
                    new GuardedCall(
                            remoteCall.service(),
                            configured(name, retries.find(name)),
                            configured(name, breakers.find(name)),
                            configured(name, bulkheads.find(name))));
        }
    }

    <T> T ask(RemoteCall remoteCall, Supplier<T> call) {
        return requireNonNull(guarded.get(remoteCall)).ask(call);
    }

    private static <T> T configured(String name, Optional<T> found) {
        return found.orElseThrow(() -> new IllegalStateException("resilience4j has no full settings for " + name));
    }
}
