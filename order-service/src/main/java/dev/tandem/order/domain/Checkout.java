package dev.tandem.order.domain;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import org.jspecify.annotations.Nullable;

/**
 * How far an order has come: the state of the saga.
 *
 * @param nextStep present while pending
 * @param carrier present while pending
 * @param rejectionReason present if rejected
 */
@Embeddable
public record Checkout(
        @Enumerated(EnumType.STRING) OrderStatus status,
        @Enumerated(EnumType.STRING) @Nullable CheckoutStep nextStep,
        @Enumerated(EnumType.STRING) @Nullable Carrier carrier,
        @Enumerated(EnumType.STRING) @Nullable RejectionReason rejectionReason) {

    public static final Checkout START = pending(CheckoutStep.RESERVE_STOCK, Carrier.REST);
    public static final Checkout CONFIRMED = new Checkout(OrderStatus.CONFIRMED, null, null, null);
    public static final Checkout CANCELLED = new Checkout(OrderStatus.CANCELLED, null, null, null);

    public static Checkout pending(CheckoutStep nextStep, Carrier carrier) {
        return new Checkout(OrderStatus.PENDING, nextStep, carrier, null);
    }

    public static Checkout rejected(RejectionReason reason) {
        return new Checkout(OrderStatus.REJECTED, null, null, reason);
    }
}
