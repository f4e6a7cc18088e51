package dev.tandem.contracts.order;

import dev.tandem.contracts.Channel;
import dev.tandem.contracts.Message;
import dev.tandem.contracts.MessageType;
import dev.tandem.contracts.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Events about orders. */
@Channel(
        value = "order.events",
        from = "order-service",
        to = {"inventory-service", "payment-service", "notification-service"},
        earlierVersions = OrderConfirmedV1.class)
public sealed interface OrderEvent extends Message {

    UUID orderId();

    @Override
    default String subject() {
        return orderId().toString();
    }

    /** An order was accepted; nothing is reserved or paid yet. */
    @MessageType("order.placed.v1")
    record OrderPlaced(UUID orderId, String customerId, List<Line> lines, Money total, Instant placedAt)
            implements OrderEvent {}

    /**
     * The stock is reserved and the payment authorised: the order will be fulfilled.
     *
     * @param net the price without VAT
     * @param vat the VAT that is added to the net price
     */
    @MessageType("order.confirmed.v2")
    record OrderConfirmed(
            UUID orderId, String customerId, String email, List<Line> lines, Money net, Money vat, Instant confirmedAt)
            implements OrderEvent {

        /** A confirmed order has a total, so its net price and its VAT must be in one currency. */
        public OrderConfirmed {
            net.plus(vat);
        }

        /** The total that the customer pays. */
        public Money total() {
            return net.plus(vat);
        }

        @Override
        public List<OrderConfirmedV1> earlierVersions() {
            return List.of(OrderConfirmedV1.of(this));
        }
    }

    /** The order could not be fulfilled; its reservation and authorisation are compensated. */
    @MessageType("order.rejected.v1")
    record OrderRejected(UUID orderId, String customerId, String email, RejectionReason reason, Instant rejectedAt)
            implements OrderEvent {}

    /**
     * The customer cancelled the order, which may have been confirmed before. Commands release its stock and void or
     * refund its payment.
     */
    @MessageType("order.cancelled.v1")
    record OrderCancelled(UUID orderId, String customerId, String email, Instant cancelledAt) implements OrderEvent {}

    /**
     * One product of an order.
     *
     * @param price of one unit, as it was when the order was placed
     */
    record Line(String sku, String name, int quantity, Money price) {}

    /** Why an order was rejected. */
    enum RejectionReason {
        /** At least one product was not available in the quantity ordered. */
        OUT_OF_STOCK,
        /** The payment provider declined the payment. */
        PAYMENT_DECLINED,
        /** The payment looked like fraud. */
        SUSPECTED_FRAUD,
        /** The order could not be completed within its time limit. */
        TIMED_OUT
    }
}
