package dev.tandem.order.application;

import dev.tandem.order.domain.Customer;
import dev.tandem.order.domain.Order;
import java.util.List;
import org.springframework.stereotype.Service;

/** Accepts an order, and advances it as far as possible while the customer waits. */
@Service
public class PlaceOrder {

    private final AcceptOrder acceptOrder;
    private final ContinueCheckout continueCheckout;

    PlaceOrder(AcceptOrder acceptOrder, ContinueCheckout continueCheckout) {
        this.acceptOrder = acceptOrder;
        this.continueCheckout = continueCheckout;
    }

    /** The order that a customer wants to place. Each SKU appears once. */
    public record Request(Customer customer, List<Item> items, String paymentToken) {

        /** Tokens are secret. */
        @Override
        public String toString() {
            return "Request[" + items + "]";
        }
    }

    /** A number of units of one product. */
    public record Item(String sku, int quantity) {}

    /**
     * Places the order.
     *
     * the order, as soon as it has ended, or it continues over Kafka, or the deadline is exceeded
     * @throws UnknownProductException if an item is not in the catalogue; no order is accepted then
     * @throws ServiceUnavailableException if the prices cannot be read; no order is accepted then
     */
    public Order place(Request request) {
        return continueCheckout.run(acceptOrder.accept(request));
    }
}
