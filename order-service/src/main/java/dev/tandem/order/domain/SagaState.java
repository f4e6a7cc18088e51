package dev.tandem.order.domain;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import org.jspecify.annotations.Nullable;

/**
 * The state of an order's saga.
 *
 * @param nextStep present while pending
 * @param transport present while pending
 * @param rejectionReason present if rejected
 */
@Embeddable
public record SagaState(
        @Enumerated(EnumType.STRING) OrderStatus status,
        @Enumerated(EnumType.STRING) @Nullable CheckoutStep nextStep,
        @Enumerated(EnumType.STRING) @Nullable Transport transport,
        @Enumerated(EnumType.STRING) @Nullable RejectionReason rejectionReason) {

    public static final SagaState START = pending(CheckoutStep.RESERVE_STOCK, Transport.REST);
    public static final SagaState CONFIRMED = new SagaState(OrderStatus.CONFIRMED, null, null, null);
    public static final SagaState CANCELLED = new SagaState(OrderStatus.CANCELLED, null, null, null);

    public static SagaState pending(CheckoutStep nextStep, Transport transport) {
        return new SagaState(OrderStatus.PENDING, nextStep, transport, null);
    }

    public static SagaState rejected(RejectionReason reason) {
        return new SagaState(OrderStatus.REJECTED, null, null, reason);
    }
}
