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
     * Hold the amount for the order. Earlier builds of order-service send this command; payment-service handles it for
     * as long as one of them may be in a topic or a database.
     *
     * @param token a token that stands for the customer's card at the payment provider, in plain text
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

        /** Tokens are secret. */
        @Override
        public String toString() {
            return "AuthorizePayment[" + orderId + ", " + amount + "]";
        }
    }

    /**
     * Hold the amount for the order.
     *
     * @param sealedToken a token that stands for the customer's card at the payment provider, sealed for this order:
     *     only payment-service can read it
     */
    @MessageType("payment.authorize-sealed-payment.v1")
    record AuthorizeSealedPayment(
            UUID orderId, Money amount, @NotBlank String sealedToken) implements PaymentCommand {

        public AuthorizeSealedPayment {
            Objects.requireNonNull(amount, "amount");
            if (sealedToken.isBlank()) {
                throw new IllegalArgumentException("a payment needs a sealed token");
            }
        }

        /** The sealed token is another one each time, and tells a reader of a log nothing. */
        @Override
        public String toString() {
            return "AuthorizeSealedPayment[" + orderId + ", " + amount + "]";
        }
    }

    /** Void or refund the payment of the order, and hold or charge nothing for it from now on. */
    @MessageType("payment.refund-payment.v1")
    record RefundPayment(UUID orderId) implements PaymentCommand {}
}
