package dev.tandem.contracts.order;

import dev.tandem.contracts.Channel;
import dev.tandem.contracts.Message;
import dev.tandem.contracts.MessageType;
import dev.tandem.contracts.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What happened to an order. */
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
     * @param net what it costs without VAT
     * @param vat what comes on top of that
     */
    @MessageType("order.confirmed.v2")
    record OrderConfirmed(
            UUID orderId, String customerId, String email, List<Line> lines, Money net, Money vat, Instant confirmedAt)
            implements OrderEvent {

        /** A confirmed order has a total; who cannot say it in one currency has not said it at all. */
        public OrderConfirmed {
            net.plus(vat);
        }

        /** What the customer pays. */
        public Money total() {
            return net.plus(vat);
        }

        @Override
        public List<OrderConfirmedV1> earlierVersions() {
            return List.of(OrderConfirmedV1.of(this));
        }
    }

    /** The order came to nothing; whatever was reserved or authorised for it is undone. */
    @MessageType("order.rejected.v1")
    record OrderRejected(UUID orderId, String customerId, String email, RejectionReason reason, Instant rejectedAt)
            implements OrderEvent {}

    /**
     * The customer did not want the order any more. Whatever was reserved or taken for it is undone, by command: the
     * order may have been confirmed before.
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
        /** At least one product was not there in the quantity asked for. */
        OUT_OF_STOCK,
        /** The payment provider declined. */
        PAYMENT_DECLINED,
        /** The payment looked like fraud. */
        SUSPECTED_FRAUD,
        /** The order could not be brought to an end within its time. */
        TIMED_OUT
    }
}
