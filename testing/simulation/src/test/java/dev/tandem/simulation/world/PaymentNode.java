package dev.tandem.simulation.world;

import dev.tandem.contracts.payment.PaymentApi;
import dev.tandem.payment.application.ParkedPayments;
import dev.tandem.payment.application.PaymentEvents;
import dev.tandem.payment.application.PaymentSettings;
import dev.tandem.payment.application.RetryParkedPayment;
import dev.tandem.payment.application.SettlePayment;
import dev.tandem.payment.application.fingerprint.FingerprintSettings;
import dev.tandem.sealing.TokenSealer;
import dev.tandem.simulation.database.PaymentStore;
import dev.tandem.simulation.network.Provider;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationContext;

/** The simulated payment-service, with an operator who retries parked payments. */
final class PaymentNode extends Node {

    final PaymentStore payments;
    final PaymentApi api;

    PaymentNode(Infrastructure infrastructure, Provider provider) {
        super("payment", infrastructure);
        this.payments = new PaymentStore(database, infrastructure.environment.time());
        var settings = Beans.defaults("tandem.payment", PaymentSettings.class);
        var beans = beans(provider, settings);
        payments.publishThrough(beans.getBean(PaymentEvents.class));
        this.api = beans.getBean(PaymentApi.class);
        subscribe(beans);

        var settlePayment = beans.getBean(SettlePayment.class);
        var settlement = new Settlement(settlePayment, settings, payments, database, infrastructure.environment);
        schedule(Duration.ofMillis(200), payments::nextUnsettled, settlement::settle);
        var retry = beans.getBean(RetryParkedPayment.class);
        schedule(
                Duration.ofMinutes(20),
                this::nextParked,
                _ -> payments.parked().forEach(id -> retry.retry(id, "grace", "the provider is back")));
    }

    private ApplicationContext beans(Provider provider, PaymentSettings settings) {
        return Beans.of(
                Beans.PaymentService.class,
                database,
                infrastructure.environment.time(),
                payments,
                provider,
                outbox,
                Beans.noOp(ParkedPayments.class),
                new FingerprintSettings(List.of("a-key-that-only-the-simulation-knows")),
                Beans.SEALING,
                new TokenSealer(Beans.SEALING),
                new SimpleMeterRegistry(),
                settings);
    }

    private Optional<Instant> nextParked() {
        return payments.parked().stream()
                .findAny()
                .map(_ -> infrastructure.environment.time().instant());
    }
}
