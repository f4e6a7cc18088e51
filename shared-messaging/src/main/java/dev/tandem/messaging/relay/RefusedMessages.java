package dev.tandem.messaging.relay;

import static java.util.Objects.requireNonNull;

import dev.tandem.messaging.deadletter.DeadLetter;
import dev.tandem.messaging.deadletter.DeadLetterStore;
import dev.tandem.messaging.outbox.Lanes;
import dev.tandem.messaging.outbox.OutboxMessage;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;

/**
 * The messages of a lane that Kafka refuses permanently, and those behind them with the same subject. They wait among
 * the dead letters, and are sent from there, in order, when an operator has replayed or discarded the one in front.
 */
final class RefusedMessages {

    private static final Logger log = LoggerFactory.getLogger(RefusedMessages.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Not more, since the lease has to be extended in between. */
    private static final int AT_ONCE = 20;

    private final DeadLetterStore deadLetters;
    private final Lanes lanes;
    private final int lane;
    private final long epoch;

    /** By subject, the row from which on all messages wait. Rows before it may still be in flight, or be sent again. */
    private Map<String, Long> heldFrom = Map.of();

    private long lookedAt = System.nanoTime();

    RefusedMessages(DeadLetterStore deadLetters, Lanes lanes, int lane, long epoch) {
        this.deadLetters = deadLetters;
        this.lanes = lanes;
        this.lane = lane;
        this.epoch = epoch;
        load();
    }

    private void load() {
        var held = new HashMap<>(deadLetters.firstOpen(DeadLetter.OUTBOX));
        held.keySet().removeIf(subject -> lanes.of(subject) != lane);
        heldFrom = held;
    }

    boolean holdsBack(OutboxMessage message) {
        return message.id() >= heldFrom.getOrDefault(message.subject(), Long.MAX_VALUE);
    }

    void addBehind(ProducerRecord<String, byte[]> message, long id) {
        deadLetters.add(DeadLetter.unsent(message, id, DeadLetter.State.WAITING, null), lane, epoch);
    }

    void add(ProducerRecord<String, byte[]> message, long id, Exception refusal) {
        log.error("Kafka refuses message {} permanently; it becomes a dead letter: {}", id, refusal.toString());
        deadLetters.add(DeadLetter.unsent(message, id, DeadLetter.State.DEAD, refusal), lane, epoch);
    }

    /** Whether sending the message again would fail in the same way; all other failures are expected to pass. */
    static boolean isRefusal(Throwable failure) {
        return failure instanceof RecordTooLargeException
                || failure instanceof RecordBatchTooLargeException
                || failure instanceof InvalidRecordException
                || failure instanceof InvalidTopicException
                || failure instanceof SerializationException;
    }

    /**
     * Sends the messages that need not wait any longer, one by one. No other message of their subjects is in flight.
     */
    void resend(Producer<String, byte[]> producer, DataSize atMost) {
        if (heldFrom.isEmpty() || System.nanoTime() - lookedAt < BETWEEN_LOOKS.toNanos()) {
            return;
        }
        var ready = deadLetters.ready(DeadLetter.OUTBOX, AT_ONCE, atMost.toBytes()).stream()
                .filter(message -> heldFrom.containsKey(message.key()))
                .toList();
        ready.forEach(message -> resend(message, producer));
        load();
        if (ready.isEmpty()) {
            lookedAt = System.nanoTime();
        }
    }

    private void resend(DeadLetter message, Producer<String, byte[]> producer) {
        try {
            producer.send(message.toRecord()).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            deadLetters.resolve(message.id());
        } catch (ExecutionException failed) {
            var cause = requireNonNull(failed.getCause());
            if (!isRefusal(cause)) {
                throw new IllegalStateException("Kafka did not accept message " + message.messageId(), cause);
            }
            deadLetters.failAgain(message.id(), cause, 1);
        } catch (TimeoutException slow) {
            throw new IllegalStateException("Kafka did not accept message " + message.messageId() + " in time", slow);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
