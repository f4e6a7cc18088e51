package dev.tandem.messaging.inbox;

import dev.tandem.contracts.Message;
import dev.tandem.database.DatabaseFailure;
import dev.tandem.messaging.Inbox;
import dev.tandem.messaging.PendingChanges;
import dev.tandem.messaging.deadletter.DeadLetter.State;
import dev.tandem.messaging.deadletter.DeadLetterStore;
import dev.tandem.messaging.inbox.ConsumerErrors.OutageException;
import dev.tandem.messaging.inbox.MessageReader.Known;
import dev.tandem.messaging.wire.MessageContext;
import dev.tandem.messaging.wire.MessageJson;
import dev.tandem.messaging.wire.UndecodableMessageException;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.listener.BatchListenerFailedException;

/**
 * Handles the incoming messages of one consumer, each in one transaction with its inbox entry. A message behind a dead
 * letter with the same key becomes a dead letter, too. So does a message that needs a row that another transaction has
 * locked, so that only its own key waits for the lock.
 */
final class IncomingMessages<M extends Message> {

    private static final Logger log = LoggerFactory.getLogger(IncomingMessages.class);

    private final Subscription<M> subscription;
    private final Inbox inbox;
    private final DeadLetterStore deadLetters;
    private final TopicIds topicIds;
    private final MessageReader<M> reader;
    private final MessageContext context;
    private final PendingChanges pending;
    private final DatabaseCheck database;
    private final LockTimeouts lockTimeouts;
    private final MeterRegistry meters;

    IncomingMessages(
            Subscription<M> subscription,
            Inbox inbox,
            DeadLetterStore deadLetters,
            TopicIds topicIds,
            MessageJson json,
            MessageContext context,
            PendingChanges pending,
            DatabaseCheck database,
            LockTimeouts lockTimeouts,
            MeterRegistry meters) {
        this.subscription = subscription;
        this.inbox = inbox;
        this.deadLetters = deadLetters;
        this.topicIds = topicIds;
        this.reader = new MessageReader<>(
                subscription.messages(), json, new SkippedMessages(subscription.consumer(), meters));
        this.context = context;
        this.pending = pending;
        this.database = database;
        this.lockTimeouts = lockTimeouts;
        this.meters = meters;
    }

    String consumer() {
        return subscription.consumer();
    }

    String topic() {
        return subscription.messages().channel().value();
    }

    /**
     * Handles messages in their order, each in a transaction of its own: all of them, or those before the first one
     * that fails.
     *
     * @throws BatchListenerFailedException if a message fails; it names that message
     */
    void receive(List<ConsumerRecord<String, byte[]>> messages) {
        var current = messages.getFirst();
        try {
            var heldBack = new HeldBack(consumer(), messages, deadLetters, topicIds);
            for (var message : messages) {
                current = message;
                receive(message, heldBack);
            }
        } catch (RuntimeException | Error failure) { // an Error would end the listener, on one instance after another
            throw blame(current, failure);
        }
    }

    private RuntimeException blame(ConsumerRecord<String, byte[]> message, Throwable failure) {
        if (!isOutage(failure)) {
            return new BatchListenerFailedException("cannot handle " + message.offset(), failure, message);
        }
        meters.counter("tandem.consumer.outages", "consumer", consumer()).increment();
        return new OutageException(failure, message);
    }

    /**
     * If the message could not even step aside, the dead letters themselves are locked, or Kafka does not tell the id
     * of the topic.
     */
    private boolean isOutage(Throwable failure) {
        return DatabaseFailure.isOutage(failure)
                || DatabaseFailure.isLocked(failure)
                || failure instanceof KafkaException
                || !database.answers();
    }

    private void receive(ConsumerRecord<String, byte[]> message, HeldBack heldBack) {
        if (heldBack.contains(message)) {
            heldBack.add(message, State.WAITING, 0, null);
        } else {
            handleOrSetAside(message, heldBack);
        }
    }

    private void handleOrSetAside(ConsumerRecord<String, byte[]> message, HeldBack heldBack) {
        try {
            handle(message);
        } catch (UndecodableMessageException hopeless) { // the next attempt would fail in the same way
            log.warn("cannot read message {}: {}", nameOf(message), hopeless.toString());
            heldBack.add(message, State.DEAD, 1, hopeless);
        } catch (RuntimeException failure) {
            if (!DatabaseFailure.isLocked(failure)) {
                throw failure;
            }
            stepAside(message, failure, heldBack);
        }
    }

    /** The message waits for the lock on its own, with its followers behind it; no attempt is counted. */
    private void stepAside(ConsumerRecord<String, byte[]> message, RuntimeException locked, HeldBack heldBack) {
        log.warn(
                "message {} steps aside, another transaction holds a lock that it needs: {}",
                nameOf(message),
                locked.toString());
        meters.counter("tandem.consumer.locked", "consumer", consumer()).increment();
        lockTimeouts.wasInVain();
        heldBack.add(message, State.WAITING, 0, locked);
    }

    private static String nameOf(ConsumerRecord<?, ?> message) {
        return message.topic() + "-" + message.partition() + "@" + message.offset();
    }

    /** Handles a message unless that has been done before; in the current transaction, if there is one. */
    void handle(ConsumerRecord<String, byte[]> message) {
        reader.read(message).ifPresent(known -> inbox.once(consumer(), known.receipt(), () -> handle(message, known)));
    }

    private void handle(ConsumerRecord<String, byte[]> message, Known<M> known) {
        lockTimeouts.apply();
        context.within(
                known.type(), message.headers(), () -> subscription.handler().handle(known.content()));
        pending.flush();
    }

    /** Notes that a message handled outside a batch has met a lock. */
    void noteLocked() {
        lockTimeouts.wasInVain();
    }
}
