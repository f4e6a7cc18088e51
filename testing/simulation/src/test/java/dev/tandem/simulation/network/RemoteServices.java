package dev.tandem.simulation.network;

import dev.tandem.contracts.inventory.InventoryApi;
import dev.tandem.contracts.inventory.Product;
import dev.tandem.contracts.inventory.ReservationAnswer;
import dev.tandem.contracts.inventory.ReserveStockRequest;
import dev.tandem.contracts.payment.AuthorizePaymentRequest;
import dev.tandem.contracts.payment.PaymentAnswer;
import dev.tandem.contracts.payment.PaymentApi;
import dev.tandem.simulation.engine.Service;
import dev.tandem.simulation.network.Network.NoAnswerException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.client.ResourceAccessException;

/**
 * inventory-service and payment-service, as order-service sees them: over a network, and no longer than the deadline.
 */
public final class RemoteServices {

    /** The time limit in the settings of order-service. */
    private static final Duration LONGEST_FOR_STOCK = Duration.ofSeconds(2);

    private static final Duration LONGEST_FOR_PAYMENT = Duration.ofSeconds(3);

    private final Network network;

    public RemoteServices(Network network) {
        this.network = network;
    }

    public InventoryApi inventory(Service service, InventoryApi there) {
        return new InventoryApi() {

            @Override
            public List<Product> products(@Nullable Set<String> skus) {
                throw new UnsupportedOperationException("the catalogue is a fake");
            }

            @Override
            public ReservationAnswer reserve(UUID orderId, ReserveStockRequest request) {
                return ask(service, LONGEST_FOR_STOCK, "reserve " + orderId, () -> there.reserve(orderId, request));
            }
        };
    }

    public PaymentApi payment(Service service, PaymentApi there) {
        return new PaymentApi() {

            @Override
            public PaymentAnswer authorize(UUID orderId, AuthorizePaymentRequest request) {
                return ask(service, LONGEST_FOR_PAYMENT, "pay " + orderId, () -> there.authorize(orderId, request));
            }
        };
    }

    private <T> T ask(Service service, Duration longest, String what, Supplier<T> work) {
        try {
            return network.call(service, longest, what, work);
        } catch (NoAnswerException noAnswer) {
            throw new ResourceAccessException("no answer from " + service.name());
        }
    }
}
