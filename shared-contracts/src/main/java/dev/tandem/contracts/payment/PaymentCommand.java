package dev.tandem.contracts.payment;

import dev.tandem.contracts.Channel;
import dev.tandem.contracts.Message;
import dev.tandem.contracts.MessageType;
import java.util.UUID;

/** What payment-service can be asked for by a message. */
@Channel("payment.commands")
public sealed interface PaymentCommand extends Message {

    UUID orderId();

    @Override
    default String subject() {
        return orderId().toString();
    }

    /** Give back whatever was taken or held for the order, and take nothing for it from now on. */
    @MessageType("payment.refund-payment.v1")
    record RefundPayment(UUID orderId) implements PaymentCommand {}
}
