package dev.tandem.order.domain;

import org.jspecify.annotations.Nullable;

/**
 * The state of an order's saga.
 *
 * @param nextStep present while pending
 * @param transport present while pending
 * @param rejectionReason present if rejected
 */
public record SagaState(
        OrderStatus status,
        @Nullable CheckoutStep nextStep,
        @Nullable Transport transport,
        @Nullable RejectionReason rejectionReason) {

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
