package dev.tandem.messaging.deadletter;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operations of operators on the messages that this service could not handle or send. */
public interface DeadLetters {

    /**
     * Selects dead letters; an absent value matches all.
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
     * A dead letter in a list, without payload, headers and stack trace. Texts are cut to 500 characters.
     *
     * @param error the first line of its last failure; absent if it has not failed yet
     */
    record Summary(
            long id,
            String consumer,
            DeadLetter.State state,
            @Nullable String type,
            @Nullable String key,
            @Nullable String error,
            int attempts,
            Instant arrivedAt) {

        static final int LONGEST_TEXT = 500;
    }

    /** The operator who decides, and the reason; both are stored with the dead letter. */
    record Instruction(String operator, String reason) {

        private static final int LONGEST_TEXT = 1_000;

        /**
         * Checks that both arguments are given.
         *
         * @throws IllegalArgumentException if either is blank or has more than a thousand characters
         */
        public Instruction {
            if (operator.isBlank() || reason.isBlank()) {
                throw new IllegalArgumentException("give the name of the operator and the reason");
            }
            if (operator.length() > LONGEST_TEXT || reason.length() > LONGEST_TEXT) {
                throw new IllegalArgumentException(
                        "operator and reason may have at most " + LONGEST_TEXT + " characters each");
            }
        }
    }

    /** The possible decisions of an operator about a dead letter. */
    enum Action {
        REPLAY,
        DISCARD
    }

    /** A decision about a dead letter, with the operator and the reason. */
    record Decision(Action action, String operator, String reason, Instant decidedAt) {}

    /**
     * Lists dead letters in the order of arrival.
     *
     * @param after the id of the last one on the previous page, or 0
     * @param atMost how many: 1 to 1000
     * @throws IllegalArgumentException if {@code atMost} is out of its range
     */
    List<Summary> list(Filter filter, long after, int atMost);

    Optional<DeadLetter> find(long id);

    /** The decisions about a dead letter, the latest last; at most the last hundred. */
    List<Decision> decisions(long id);

    /**
     * Sends a dead letter back to its handler, or to Kafka. This happens soon and in the background: its state shows
     * the outcome. The messages behind it follow.
     *
     * @return the dead letter, or empty if there is none with that id
     * @throws IllegalStateException if it is not {@link DeadLetter.State#DEAD}
     */
    Optional<DeadLetter> replay(long id, Instruction instruction);

    /**
     * Sends back the dead letters that match the filter, the oldest first.
     *
     * @param atMost how many: 1 to 1000
     * @return how many were sent back
     * @throws IllegalArgumentException if {@code atMost} is out of its range
     */
    int replayAll(Filter filter, int atMost, Instruction instruction);

    /**
     * Gives a dead letter up. The messages behind it follow.
     *
     * @return the dead letter, or empty if there is none with that id
     * @throws IllegalStateException if it is not {@link DeadLetter.State#DEAD}
     */
    Optional<DeadLetter> discard(long id, Instruction instruction);

    /**
     * The number of open dead letters, and the age of the oldest dead one.
     *
     * @param oldestAgeSeconds 0 if there is none
     */
    record Depth(long dead, long waiting, double oldestAgeSeconds) {}

    /** The depth for one consumer, {@code outbox} included. */
    Depth depth(String consumer);
}
