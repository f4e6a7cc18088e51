package dev.tandem.order.domain.idempotency;

import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.SagaState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A request to place an order, and the answer to it. The client may repeat the request. */
public class IdempotentRequest {

    private final RequestKey key;
    private final String fingerprint;
    private final UUID orderId;
    private final Instant acceptedAt;
    private @Nullable SagaState answered;
    private @Nullable Instant answeredChangedAt;

    /**
     * A request whose order is accepted, and that has no answer yet.
     *
     * @param fingerprint the fingerprint of the content: requests with the same content have the same fingerprint, and
     *     requests with different content have different ones
     */
    public IdempotentRequest(RequestKey key, String fingerprint, UUID orderId, Instant acceptedAt) {
        this.key = key;
        this.fingerprint = fingerprint;
        this.orderId = orderId;
        this.acceptedAt = acceptedAt;
    }

    /** A request as it was stored, with the state and the time of the last change that its answer has shown. */
    public static IdempotentRequest stored(
            RequestKey key,
            String fingerprint,
            UUID orderId,
            Instant acceptedAt,
            @Nullable SagaState answered,
            @Nullable Instant answeredChangedAt) {
        var request = new IdempotentRequest(key, fingerprint, orderId, acceptedAt);
        request.answered = answered;
        request.answeredChangedAt = answeredChangedAt;
        return request;
    }

    /** A copy, whose changes do not affect this request. */
    public IdempotentRequest copy() {
        return stored(key, fingerprint, orderId, acceptedAt, answered, answeredChangedAt);
    }

    /** The order as the answer shows it. The first call keeps its current state, which later calls show again. */
    public Order answerFor(Order order) {
        if (answered == null || answeredChangedAt == null) {
            answered = order.sagaState();
            answeredChangedAt = order.changedAt();
        }
        return order.asItWas(answered, answeredChangedAt);
    }

    public boolean isAnswered() {
        return answered != null;
    }

    public RequestKey key() {
        return key;
    }

    public String fingerprint() {
        return fingerprint;
    }

    public UUID orderId() {
        return orderId;
    }

    public Instant acceptedAt() {
        return acceptedAt;
    }

    /** The state that the answer has shown; absent if there is no answer yet. */
    public @Nullable SagaState answered() {
        return answered;
    }

    /** When the order had last changed at that time. */
    public @Nullable Instant answeredChangedAt() {
        return answeredChangedAt;
    }
}
