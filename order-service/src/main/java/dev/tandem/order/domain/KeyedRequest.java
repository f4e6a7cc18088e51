package dev.tandem.order.domain;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A request for an order that may be sent again, and what its customer was told. */
@Entity
@Table(name = "keyed_requests")
public class KeyedRequest {

    @EmbeddedId
    private RequestKey key;

    private String fingerprint;
    private UUID orderId;
    private Instant acceptedAt;

    @Embedded
    private @Nullable Checkout told;

    @Column(name = "told_changed_at")
    private @Nullable Instant toldChangedAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected KeyedRequest() {}

    /**
     * A request whose order is accepted, and whose customer was told nothing yet.
     *
     * @param fingerprint the same for the same request, and for no other
     */
    public KeyedRequest(RequestKey key, String fingerprint, UUID orderId, Instant acceptedAt) {
        this.key = key;
        this.fingerprint = fingerprint;
        this.orderId = orderId;
        this.acceptedAt = acceptedAt;
    }

    /** The order as its customer is told of it: as it is now, the first time, and the same ever after. */
    public Order tell(Order order) {
        if (told == null || toldChangedAt == null) {
            told = order.checkout();
            toldChangedAt = order.changedAt();
        }
        return order.asItWas(told, toldChangedAt);
    }

    public boolean isAnswered() {
        return told != null;
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
