package dev.tandem.payment.domain;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The pending operation of a payment and its attempts. An operation that gets no answer for too long is parked for an
 * operator.
 */
@Embeddable
class RetryState {

    @Enumerated(EnumType.STRING)
    private @Nullable PendingOperation pendingOperation;

    /** How often the operation was tried, and when it is tried again; null means at once. */
    @SuppressWarnings("UnusedVariable") // queries read them
    private int attempts;

    @SuppressWarnings("UnusedVariable")
    private @Nullable Instant nextAttemptAt;

    /** When the provider first left a call unanswered since its last answer. */
    private @Nullable Instant unansweredSince;

    private @Nullable Instant parkedAt;

    /**
     * The provider is asked at once. Its silence so far counts: a new operation is parked as early as the old one would
     * have been.
     */
    void begin(PendingOperation next) {
        var silentSince = isParked() ? null : unansweredSince;
        pendingOperation = next;
        restart();
        unansweredSince = silentSince;
    }

    void end() {
        pendingOperation = null;
        restart();
    }

    void restart() {
        attempts = 0;
        nextAttemptAt = null;
        unansweredSince = null;
        parkedAt = null;
    }

    void wasAnswered() {
        if (!isParked()) {
            unansweredSince = null;
        }
    }

    void wentUnanswered(Instant now, Duration parkAfter) {
        if (unansweredSince == null) {
            unansweredSince = now;
        }
        if (parkedAt == null && !now.isBefore(unansweredSince.plus(parkAfter))) {
            parkedAt = now;
        }
    }

    boolean isParked() {
        return parkedAt != null;
    }

    @Nullable
    Instant unansweredSince() {
        return unansweredSince;
    }

    @Nullable
    PendingOperation pendingOperation() {
        return pendingOperation;
    }
}
