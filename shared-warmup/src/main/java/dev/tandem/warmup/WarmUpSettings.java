package dev.tandem.warmup;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a service warms up.
 *
 * @param enabled whether it does; tests that count events switch it off
 * @param rounds how many times each rehearsal is done: enough for the JIT compiler to compile the code
 * @param limit how long the warm-up may keep the service from being ready
 * @param only whether the service exits after the warm-up and does nothing else: to record a start-up cache
 */
@ConfigurationProperties("tandem.warm-up")
record WarmUpSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("20") int rounds,
        @DefaultValue("10s") Duration limit,
        @DefaultValue("false") boolean only) {

    WarmUpSettings {
        if (rounds < 1 || limit.isNegative()) {
            throw new IllegalArgumentException("tandem.warm-up: rounds must be positive, limit must not be negative");
        }
    }
}
