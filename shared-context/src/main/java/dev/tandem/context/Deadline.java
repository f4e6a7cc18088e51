package dev.tandem.context;

import java.lang.ScopedValue.CallableOp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Until when somebody waits for an answer. The edge binds it to the work of a request, and so does every service that is
 * asked for a part of that work. Where none is bound, nobody waits.
 */
public record Deadline(Instant end, Clock clock) {

    /** How many milliseconds are left, as one service tells another. */
    public static final String HEADER = "Time-Left-Ms";

    private static final ScopedValue<Deadline> CURRENT = ScopedValue.newInstance();

    public static Deadline in(Duration budget, Clock clock) {
        return new Deadline(clock.instant().plus(budget), clock);
    }

    public static Optional<Deadline> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /** Whether there is somebody for whom an answer would still come in time. */
    public static boolean isCallerWaiting() {
        return current().filter(deadline -> !deadline.isOver()).isPresent();
    }

    /**
     * Makes sure that the work is not done for somebody who has stopped waiting. What is done for nobody goes on.
     *
     * @throws DeadlineExceededException if whoever waited does so no longer
     */
    public static void requireNotExceeded() {
        if (current().filter(Deadline::isOver).isPresent()) {
            throw new DeadlineExceededException();
        }
    }

    /** Does the work with this deadline bound. */
    public <T, X extends Throwable> T call(CallableOp<T, X> work) throws X {
        return ScopedValue.where(CURRENT, this).call(work);
    }

    /** Never negative. */
    public Duration left() {
        var left = Duration.between(clock.instant(), end);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Less than a millisecond is nothing. */
    private boolean isOver() {
        return left().toMillis() == 0;
    }
}
