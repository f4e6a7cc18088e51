package dev.tandem.payment;

import dev.tandem.testing.infrastructure.DevelopmentRun;
import java.util.List;

/** Runs payment-service alone, with everything that it needs; its provider is the simulated one. */
final class DevelopmentPaymentService {

    private DevelopmentPaymentService() {}

    static void main(String[] arguments) {
        var settings = List.of(
                "tandem.simulated-provider.enabled=true",
                "spring.http.serviceclient.provider.base-url=http://localhost:${server.port}/simulated-provider",
                "tandem.payment.fingerprint-keys=for-play-only-for-play-only-for-play-only",
                "tandem.payment-token.key=Zm9yLXBsYXktb25seS1mb3ItcGxheS1vbmx5LTEyMzQ");
        DevelopmentRun.start(PaymentServiceApplication::main, settings, arguments);
    }
}
