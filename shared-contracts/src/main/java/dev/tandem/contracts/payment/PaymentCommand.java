package dev.tandem.contracts.payment;

import dev.tandem.contracts.Channel;
import dev.tandem.contracts.Message;
import dev.tandem.contracts.MessageType;
import dev.tandem.contracts.Money;
import jakarta.validation.constraints.NotBlank;
import java.util.Objects;
import java.util.UUID;

/**
 * Commands to payment-service. It answers each command with an event on {@code payment.events} as soon as it knows the
 * outcome at the provider, even if it has carried out the command before.
 */
@Channel(value = "payment.commands", from = "order-service", to = "payment-service")
public sealed interface PaymentCommand extends Message {

    UUID orderId();

    @Override
    default String subject() {
        return orderId().toString();
    }

    /**
     * Hold the amount for the order.
     *
     * @param token a token that stands for the customer's card at the payment provider
     */
    @MessageType("payment.authorize-payment.v1")
    record AuthorizePayment(
            UUID orderId, Money amount, @NotBlank String token) implements PaymentCommand {

        public AuthorizePayment {
            Objects.requireNonNull(amount, "amount");
            if (token.isBlank()) {
                throw new IllegalArgumentException("a payment needs a token");
            }
        }
    }

    /** Void or refund the payment of the order, and hold or charge nothing for it from now on. */
    @MessageType("payment.refund-payment.v1")
    record RefundPayment(UUID orderId) implements PaymentCommand {}
}
