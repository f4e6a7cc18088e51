package dev.tandem.messaging.relay;

import dev.tandem.messaging.deadletter.DeadLetter;
import dev.tandem.messaging.deadletter.DeadLetter.State;
import dev.tandem.messaging.deadletter.DeadLetterStore;
import dev.tandem.messaging.outbox.Lanes;
import dev.tandem.messaging.outbox.OutboxMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The messages of a lane that Kafka refuses permanently, or whose topic is unavailable, and those behind them with the
 * same subject. They wait among the dead letters, and are sent from there, in order: those that were refused when an
 * operator has replayed or discarded the one in front, the others when their topic is available.
 */
final class RefusedMessages {

    private static final Logger log = LoggerFactory.getLogger(RefusedMessages.class);

    private final DeadLetterStore deadLetters;
    private final UnavailableTopics topics;
    private final Lanes lanes;
    private final int lane;
    private final long epoch;

    /** By subject, the row from which on all messages wait. Rows before it may still be in flight, or be sent again. */
    private final Map<String, Long> heldFrom;

    RefusedMessages(DeadLetterStore deadLetters, UnavailableTopics topics, Lanes lanes, int lane, long epoch) {
        this.deadLetters = deadLetters;
        this.topics = topics;
        this.lanes = lanes;
        this.lane = lane;
        this.epoch = epoch;
        this.heldFrom = new HashMap<>(deadLetters.firstOpen(DeadLetter.OUTBOX));
        heldFrom.keySet().removeIf(subject -> !isInLane(subject));
    }

    boolean isInLane(String subject) {
        return lanes.of(subject) == lane;
    }

    boolean isEmpty() {
        return heldFrom.isEmpty();
    }

    /** Sets a message aside if it has to wait; returns whether it does. */
    boolean holdsBack(OutboxMessage message, String source) {
        if (message.id() >= heldFrom.getOrDefault(message.subject(), Long.MAX_VALUE)) {
            add(DeadLetter.unsent(message.toRecord(source), message.id(), State.WAITING, null));
            return true;
        }
        if (topics.contains(message.topic())) {
            var unavailable = new UnknownTopicOrPartitionException("topic " + message.topic() + " is unavailable");
            add(DeadLetter.unsent(message.toRecord(source), message.id(), State.WAITING, unavailable));
            heldFrom.merge(message.subject(), message.id(), Math::min);
            return true;
        }
        return false;
    }

    /**
     * Sets a message aside that Kafka did not accept, if sending it again would fail: one that is refused permanently
     * becomes a dead letter at once, and one whose topic is unavailable when it is read again.
     *
     * @return whether it was, or will be, set aside
     */
    boolean setsAside(OutboxMessage message, String source, Exception failure) {
        if (isRefusal(failure)) {
            log.error(
                    "Kafka refuses message {} permanently; it becomes a dead letter: {}",
                    message.id(),
                    failure.toString());
            add(DeadLetter.unsent(message.toRecord(source), message.id(), State.DEAD, failure));
            return true;
        }
        return topics.isUnavailable(message.topic());
    }

    private void add(DeadLetter letter) {
        deadLetters.add(letter, lane, epoch);
    }

    /** Whether sending the message again would fail in the same way; all other failures are expected to pass. */
    static boolean isRefusal(Throwable failure) {
        return failure instanceof RecordTooLargeException
                || failure instanceof RecordBatchTooLargeException
                || failure instanceof InvalidRecordException
                || failure instanceof InvalidTopicException
                || failure instanceof SerializationException;
    }

    /** Releases the messages of a subject up to its next open dead letter. */
    void noteSent(String subject) {
        heldFrom.remove(subject);
        heldFrom.putAll(deadLetters.firstOpen(DeadLetter.OUTBOX, List.of(subject)));
    }
}
