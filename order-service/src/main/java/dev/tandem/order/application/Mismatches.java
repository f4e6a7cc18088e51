package dev.tandem.order.application;

import dev.tandem.order.domain.CheckoutStep;
import dev.tandem.order.domain.SagaEvent.Mismatched;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Reports to the operators each step whose result differs from its order. */
@Component
class Mismatches {

    private static final Logger log = LoggerFactory.getLogger(Mismatches.class);

    private final MeterRegistry meters;

    Mismatches(MeterRegistry meters) {
        this.meters = meters;
        for (var step : CheckoutStep.values()) {
            counter(step);
        }
    }

    void report(UUID orderId, Mismatched mismatched) {
        counter(mismatched.step()).increment();
        log.error("order {}: {} does not match: {}", orderId, mismatched.step(), mismatched.difference());
    }

    /** Registered with zero at the start, so that even the first mismatch shows as an increase. */
    private Counter counter(CheckoutStep step) {
        return Counter.builder("tandem.orders.mismatched")
                .description("steps that did something other than their order asks for")
                .tag("step", step.name().toLowerCase(Locale.ROOT))
                .register(meters);
    }
}
