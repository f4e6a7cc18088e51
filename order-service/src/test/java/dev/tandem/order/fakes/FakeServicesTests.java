package dev.tandem.order.fakes;

import dev.tandem.consumercontracts.Wire;
import dev.tandem.consumercontracts.order.InventoryApiContract;
import dev.tandem.consumercontracts.order.InventoryEventsContract;
import dev.tandem.consumercontracts.order.PaymentApiContract;
import dev.tandem.consumercontracts.order.PaymentEventsContract;
import dev.tandem.contracts.inventory.InventoryApi;
import dev.tandem.contracts.inventory.InventoryCommand.ReleaseStock;
import dev.tandem.contracts.payment.PaymentCommand.RefundPayment;
import java.util.UUID;
import org.junit.jupiter.api.Nested;

/** The fakes of the other services meet the expectations that this service has of them. */
class FakeServicesTests {

    private static final FakeServices OTHERS = new FakeServices();

    @Nested
    class Stock_over_rest extends InventoryApiContract {

        @Override
        protected String url() {
            return OTHERS.url();
        }

        @Override
        protected void stock(String sku, int units) {
            OTHERS.inventory().stock(sku, units);
        }

        @Override
        protected void release(UUID orderId) {
            OTHERS.inventory().send(new ReleaseStock(orderId));
        }
    }

    @Nested
    class Stock_over_kafka extends InventoryEventsContract {

        @Override
        protected Wire wire() {
            return OTHERS.inventory();
        }

        @Override
        protected InventoryApi inventory() {
            return OTHERS.inventory();
        }

        @Override
        protected void stock(String sku, int units) {
            OTHERS.inventory().stock(sku, units);
        }
    }

    @Nested
    class Payments_over_rest extends PaymentApiContract {

        @Override
        protected String url() {
            return OTHERS.url();
        }

        @Override
        protected long charges(UUID orderId) {
            return OTHERS.payments().charges(orderId);
        }

        @Override
        protected void refund(UUID orderId) {
            OTHERS.payments().send(new RefundPayment(orderId));
        }
    }

    @Nested
    class Payments_over_kafka extends PaymentEventsContract {

        @Override
        protected Wire wire() {
            return OTHERS.payments();
        }

        @Override
        protected long charges(UUID orderId) {
            return OTHERS.payments().charges(orderId);
        }
    }
}
