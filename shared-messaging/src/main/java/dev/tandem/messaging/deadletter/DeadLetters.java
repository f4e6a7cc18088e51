package dev.tandem.messaging.deadletter;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What operators can do with the messages that this service could not handle or send. */
public interface DeadLetters {

    /**
     * Which dead letters; what is absent does not narrow the choice.
     *
     * @param state absent for all that are still open: dead, waiting or ready
     * @param type the CloudEvents type, such as {@code order.confirmed.v1}
     */
    record Filter(
            DeadLetter.@Nullable State state,
            @Nullable String consumer,
            @Nullable String type,
            @Nullable String key) {}

    /**
     * What a list shows of a dead letter; payload, headers and stack trace are to be had one by one.
     *
     * @param error the first line of why it failed last, at most 500 characters; absent for one that only waits
     */
    record Summary(
            long id,
            String consumer,
            DeadLetter.State state,
            @Nullable String type,
            @Nullable String key,
            @Nullable String error,
            int attempts,
            Instant arrivedAt) {}

    /** Who asks for something, and why; it is kept with the dead letter. */
    record Instruction(String operator, String reason) {

        private static final int LONGEST_TEXT = 1_000;

        /**
         * An instruction that says both.
         *
         * @throws IllegalArgumentException if either is blank or has more than a thousand characters
         */
        public Instruction {
            if (operator.isBlank() || reason.isBlank()) {
                throw new IllegalArgumentException("say who asks for it (operator) and why (reason)");
            }
            if (operator.length() > LONGEST_TEXT || reason.length() > LONGEST_TEXT) {
                throw new IllegalArgumentException(
                        "operator and reason may have " + LONGEST_TEXT + " characters each; keep the rest elsewhere");
            }
        }
    }

    /** What was done with a dead letter. */
    enum Action {
        REPLAY,
        DISCARD
    }

    /** Who has done it, and why. */
    record Decision(Action action, String operator, String reason, Instant decidedAt) {}

    /**
     * Dead letters in the order of arrival.
     *
     * @param after the id of the last one of the page before, or 0
     * @param atMost how many: 1 to 1000
     */
    List<Summary> list(Filter filter, long after, int atMost);

    Optional<DeadLetter> find(long id);

    /** What was decided about a dead letter, the latest last: the last hundred decisions. */
    List<Decision> decisions(long id);

    /**
     * Sends a dead letter back to its handler, or to Kafka. That happens soon, and in the background: look at its state
     * to see what became of it. Those behind it follow.
     *
     * @return the dead letter, or empty if there is none with that id
     * @throws IllegalStateException if it is not {@link DeadLetter.State#DEAD}
     */
    Optional<DeadLetter> replay(long id, Instruction instruction);

    /**
     * Sends all dead letters back that the filter lets through, the oldest first.
     *
     * @param atMost how many: 1 to 1000
     * @return how many it was
     */
    int replayAll(Filter filter, int atMost, Instruction instruction);

    /**
     * Gives a dead letter up. Those behind it follow.
     *
     * @return the dead letter, or empty if there is none with that id
     * @throws IllegalStateException if it is not {@link DeadLetter.State#DEAD}
     */
    Optional<DeadLetter> discard(long id, Instruction instruction);

    /**
     * How many are open, and how old the oldest dead one is.
     *
     * @param oldestAgeSeconds 0 if there is none
     */
    record Depth(long dead, long waiting, double oldestAgeSeconds) {}

    /** How it stands with one consumer, {@code outbox} included. */
    Depth depth(String consumer);
}
