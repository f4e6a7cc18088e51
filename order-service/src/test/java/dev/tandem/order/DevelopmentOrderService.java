package dev.tandem.order;

import dev.tandem.consumercontracts.SealedTokens;
import dev.tandem.order.fakes.FakeServices;
import dev.tandem.testing.infrastructure.DevelopmentRun;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Runs order-service alone, with everything that it needs. Fakes answer in place of inventory-service (mugs are in
 * stock) and payment-service; they answer over REST only, so an order that is handed over to Kafka stays pending.
 */
final class DevelopmentOrderService {

    private DevelopmentOrderService() {}

    static void main(String[] arguments) {
        start(arguments);
    }

    static ConfigurableApplicationContext start(String... arguments) {
        var others = new FakeServices();
        var settings = List.of(
                "spring.http.serviceclient.inventory.base-url=" + others.url(),
                "spring.http.serviceclient.payment.base-url=" + others.url(),
                // The fake payment-service opens tokens with the key of the tests.
                "tandem.payment-token.key=" + SealedTokens.SETTINGS.key());
        return DevelopmentRun.start(OrderServiceApplication::main, settings, arguments);
    }
}
