package dev.tandem.order.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * How long the saga waits.
 *
 * @param commandTimeout the shortest pause before an unanswered command is sent again. If the order is older than
 *     {@code commandTimeout}, the pause is as long as the age of the order.
 * @param timeLimit the age at which a pending order is rejected
 */
public record SagaLimits(Duration commandTimeout, Duration timeLimit) {

    /** After its time limit a pending order is not confirmed, whatever the event. */
    SagaEvent enforce(SagaEvent event, Instant placedAt, Instant now) {
        return switch (event) {
            case SagaEvent.Cancelled _, SagaEvent.Mismatched _ -> event;
            default -> areOver(placedAt, now) ? new SagaEvent.TimedOut() : event;
        };
    }

    /** Whether an order may no longer be confirmed: its reservation may have expired. */
    private boolean areOver(Instant placedAt, Instant now) {
        return now.minus(timeLimit).isAfter(placedAt);
    }

    /** When to repeat an unanswered command. The pause grows, because a silent service may be overloaded. */
    Instant nextCommand(Instant placedAt, Instant now) {
        var age = Duration.between(placedAt, now);
        var next = now.plus(age.compareTo(commandTimeout) > 0 ? age : commandTimeout);
        var end = placedAt.plus(timeLimit);
        return next.isBefore(end) ? next : end;
    }
}
