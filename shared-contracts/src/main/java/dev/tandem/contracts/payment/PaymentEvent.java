package dev.tandem.contracts.payment;

import dev.tandem.contracts.Channel;
import dev.tandem.contracts.Message;
import dev.tandem.contracts.MessageType;
import dev.tandem.contracts.Money;
import java.util.UUID;

/** Events about the payment of an order. */
@Channel(value = "payment.events", from = "payment-service", to = "order-service")
public sealed interface PaymentEvent extends Message {

    UUID orderId();

    @Override
    default String subject() {
        return orderId().toString();
    }

    /** The provider holds the amount for us. */
    @MessageType("payment.authorized.v1")
    record PaymentAuthorized(UUID orderId, Money amount) implements PaymentEvent {}

    /** The provider declined the payment; no money moves. */
    @MessageType("payment.declined.v1")
    record PaymentDeclined(UUID orderId, DeclineReason reason) implements PaymentEvent {}

    /** The customer has been charged. */
    @MessageType("payment.captured.v1")
    record PaymentCaptured(UUID orderId, Money amount) implements PaymentEvent {}

    /** The amount that was held, or was about to be held, is free again; the customer was never charged. */
    @MessageType("payment.voided.v1")
    record PaymentVoided(UUID orderId) implements PaymentEvent {}

    /** The customer was charged and got the money back. */
    @MessageType("payment.refunded.v1")
    record PaymentRefunded(UUID orderId, Money amount) implements PaymentEvent {}
}
