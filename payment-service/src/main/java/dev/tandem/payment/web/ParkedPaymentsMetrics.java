package dev.tandem.payment.web;

import dev.tandem.payment.application.ParkedPayments;
import dev.tandem.payment.application.ParkedPayments.Depth;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** The parked payments as metrics, measured when they are read: one query serves both, however often they are read. */
@Component
class ParkedPaymentsMetrics implements MeterBinder {

    /** Metrics that are read together share one query; the next reading comes seconds later. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final ParkedPayments parkedPayments;
    private final Clock clock;
    private Depth depth = new Depth(0, Duration.ZERO);
    private Instant measured = Instant.MIN;

    ParkedPaymentsMetrics(ParkedPayments parkedPayments, Clock clock) {
        this.parkedPayments = parkedPayments;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        Gauge.builder("tandem.payments.parked", () -> depth().payments())
                .description("payments that wait for an operator, because the provider gives no answer")
                .register(meters);
        Gauge.builder("tandem.payments.parked.age", () -> depth().age().toSeconds())
                .description("how long the oldest of them has been waiting")
                .baseUnit("seconds")
                .register(meters);
    }

    private synchronized Depth depth() {
        var now = clock.instant();
        if (!now.isBefore(measured.plus(FRESH))) {
            depth = parkedPayments.depth();
            measured = now;
        }
        return depth;
    }
}
