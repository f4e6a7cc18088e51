package dev.tandem.payment.domain;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The goal of a payment, and how its pursuit goes. A goal that gets no answer for too long is parked for a human. */
@Embeddable
class Pursuit {

    @Enumerated(EnumType.STRING)
    private @Nullable PaymentGoal goal;

    /** How often the goal has been tried, and when it is to be tried again; never tried yet means at once. */
    @SuppressWarnings("UnusedVariable") // queries read them
    private int attempts;

    @SuppressWarnings("UnusedVariable")
    private @Nullable Instant nextAttemptAt;

    /** When the provider was first asked in vain, since it last answered anything. */
    private @Nullable Instant unansweredSince;

    private @Nullable Instant parkedAt;

    /** The provider is asked at once, but its silence goes on: a new goal does not begin the patience anew. */
    void aimFor(PaymentGoal next) {
        var silentSince = isParked() ? null : unansweredSince;
        goal = next;
        startAgain();
        unansweredSince = silentSince;
    }

    void end() {
        goal = null;
        startAgain();
    }

    void startAgain() {
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

    void wentUnanswered(Instant now, Duration patience) {
        if (unansweredSince == null) {
            unansweredSince = now;
        }
        if (parkedAt == null && !now.isBefore(unansweredSince.plus(patience))) {
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
    PaymentGoal goal() {
        return goal;
    }
}
