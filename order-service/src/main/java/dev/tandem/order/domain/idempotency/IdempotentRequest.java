package dev.tandem.order.domain.idempotency;

import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.SagaState;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A request to place an order that may be repeated, and the answer to it. */
@Entity
@Table(name = "idempotent_requests")
public class IdempotentRequest {

    @EmbeddedId
    private RequestKey key;

    private String fingerprint;
    private UUID orderId;
    private Instant acceptedAt;

    @Embedded
    private @Nullable SagaState answered;

    @Column(name = "answered_changed_at")
    private @Nullable Instant answeredChangedAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected IdempotentRequest() {}

    /**
     * A request whose order is accepted, and that has no answer yet.
     *
     * @param fingerprint of the content: equal for the same request, and for no other
     */
    public IdempotentRequest(RequestKey key, String fingerprint, UUID orderId, Instant acceptedAt) {
        this.key = key;
        this.fingerprint = fingerprint;
        this.orderId = orderId;
        this.acceptedAt = acceptedAt;
    }

    /** The order as the answer shows it. The first call stores its current state, which later calls show again. */
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
}
