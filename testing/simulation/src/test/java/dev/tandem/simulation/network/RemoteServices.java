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

/** The REST APIs of inventory-service and payment-service, as order-service calls them: over the network. */
public final class RemoteServices {

    /** The timeouts in the settings of order-service. */
    private static final Duration STOCK_TIMEOUT = Duration.ofSeconds(2);

    private static final Duration PAYMENT_TIMEOUT = Duration.ofSeconds(3);

    private final Network network;

    public RemoteServices(Network network) {
        this.network = network;
    }

    public InventoryApi inventory(Service service, InventoryApi callee) {
        return new InventoryApi() {

            @Override
            public List<Product> products(@Nullable Set<String> skus) {
                throw new UnsupportedOperationException("the catalogue is a fake");
            }

            @Override
            public ReservationAnswer reserve(UUID orderId, ReserveStockRequest request) {
                return call(service, STOCK_TIMEOUT, "reserve " + orderId, () -> callee.reserve(orderId, request));
            }
        };
    }

    public PaymentApi payment(Service service, PaymentApi callee) {
        return new PaymentApi() {

            @Override
            public PaymentAnswer authorize(UUID orderId, AuthorizePaymentRequest request) {
                return call(service, PAYMENT_TIMEOUT, "pay " + orderId, () -> callee.authorize(orderId, request));
            }
        };
    }

    private <T> T call(Service service, Duration timeout, String what, Supplier<T> work) {
        try {
            return network.call(service, timeout, what, work);
        } catch (NoAnswerException noAnswer) {
            throw new ResourceAccessException("no answer from " + service.name());
        }
    }
}
