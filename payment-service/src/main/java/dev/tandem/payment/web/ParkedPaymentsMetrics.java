package dev.tandem.payment.web;

import dev.tandem.payment.application.ParkedPayments;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** The parked payments as metrics, measured when they are asked for. */
@Component
class ParkedPaymentsMetrics implements MeterBinder {

    private final ParkedPayments parkedPayments;

    ParkedPaymentsMetrics(ParkedPayments parkedPayments) {
        this.parkedPayments = parkedPayments;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        Gauge.builder("tandem.payments.parked", () -> parkedPayments.depth().payments())
                .description("payments that wait for an operator, because the provider gives no answer")
                .register(meters);
        Gauge.builder(
                        "tandem.payments.parked.age",
                        () -> parkedPayments.depth().age().toSeconds())
                .description("how long the oldest of them has been waiting")
                .baseUnit("seconds")
                .register(meters);
    }
}
