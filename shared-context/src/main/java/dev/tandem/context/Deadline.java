package dev.tandem.context;

import java.lang.ScopedValue.CallableOp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The time until which a caller waits for an answer. The entry point of the system binds it to the work of a request,
 * and so does every service that takes part in that work. Where no deadline is bound, no caller waits.
 */
public record Deadline(Instant end, Clock clock) {

    /** The header for the time left, in milliseconds, in requests from service to service. */
    public static final String HEADER = "Time-Left-Ms";

    private static final ScopedValue<Deadline> CURRENT = ScopedValue.newInstance();

    public static Deadline in(Duration budget, Clock clock) {
        return new Deadline(clock.instant().plus(budget), clock);
    }

    public static Optional<Deadline> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /** Whether a caller is waiting, and an answer would still come in time. */
    public static boolean isCallerWaiting() {
        return current().filter(deadline -> !deadline.isOver()).isPresent();
    }

    /**
     * Checks that the caller still waits for the answer. Work without a deadline continues.
     *
     * @throws DeadlineExceededException if the caller no longer waits
     */
    public static void requireNotExceeded() {
        if (current().filter(Deadline::isOver).isPresent()) {
            throw new DeadlineExceededException();
        }
    }

    /** Runs the work with this deadline bound. */
    public <T, X extends Throwable> T call(CallableOp<T, X> work) throws X {
        return ScopedValue.where(CURRENT, this).call(work);
    }

    /** The time left; never negative. */
    public Duration left() {
        var left = Duration.between(clock.instant(), end);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Less than a millisecond counts as over. */
    private boolean isOver() {
        return left().toMillis() == 0;
    }
}
