package dev.tandem.payment.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The pending operation of a payment and its attempts. An operation that gets no answer for too long is parked for an
 * operator.
 *
 * @param attempts how often the operation was tried
 * @param nextAttemptAt when it is tried again; null means at once
 * @param unansweredSince when the provider first left a call unanswered since its last answer
 */
public record RetryState(
        @Nullable PendingOperation pendingOperation,
        int attempts,
        @Nullable Instant nextAttemptAt,
        @Nullable Instant unansweredSince,
        @Nullable Instant parkedAt) {

    static final RetryState NOTHING_PENDING = new RetryState(null, 0, null, null, null);

    /**
     * The provider is asked at once. Its silence so far counts: a new operation is parked as early as the old one would
     * have been.
     */
    RetryState begin(PendingOperation next) {
        return new RetryState(next, 0, null, isParked() ? null : unansweredSince, null);
    }

    RetryState restart() {
        return new RetryState(pendingOperation, 0, null, null, null);
    }

    RetryState wasAnswered() {
        return isParked() ? this : new RetryState(pendingOperation, attempts, nextAttemptAt, null, null);
    }

    RetryState wentUnanswered(Instant now, Duration parkAfter) {
        var since = unansweredSince == null ? now : unansweredSince;
        var isOver = parkedAt == null && !now.isBefore(since.plus(parkAfter));
        return new RetryState(pendingOperation, attempts, nextAttemptAt, since, isOver ? now : parkedAt);
    }

    boolean isParked() {
        return parkedAt != null;
    }
}
