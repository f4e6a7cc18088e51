package dev.tandem.messaging.inbox;

import dev.tandem.contracts.Message;
import dev.tandem.database.DatabaseFailure;
import dev.tandem.messaging.Inbox;
import dev.tandem.messaging.deadletter.UnhandledMessages;
import dev.tandem.messaging.inbox.ConsumerErrors.OutageException;
import dev.tandem.messaging.inbox.MessageReader.Arrival;
import dev.tandem.messaging.wire.MessageContext;
import dev.tandem.messaging.worker.DatabaseCheck;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Handles the incoming messages of one consumer. Messages that have arrived together share a transaction if they can
 * ({@link BatchHandling}); otherwise each has its own ({@link MessageHandling}).
 */
final class IncomingMessages<M extends Message> {

    private static final Logger log = LoggerFactory.getLogger(IncomingMessages.class);

    private final Subscription<M> subscription;
    private final UnhandledMessages deadLetters;
    private final UnaryOperator<String> topicIds;
    private final MessageReader<M> reader;
    private final Relevance<M> relevance;
    private final SkippedMessages skipped;
    private final BatchHandling<M> batches;
    private final MessageHandling<M> handling;
    private final DatabaseCheck database;
    private final LockTimeouts lockTimeouts;
    private final MeterRegistry meters;

    IncomingMessages(
            Subscription<M> subscription,
            Inbox inbox,
            UnhandledMessages deadLetters,
            UnaryOperator<String> topicIds,
            MessageReader.Decoder json,
            MessageContext context,
            TransactionOperations transactions,
            DatabaseCheck database,
            LockTimeouts lockTimeouts,
            MeterRegistry meters) {
        this.subscription = subscription;
        this.deadLetters = deadLetters;
        this.topicIds = topicIds;
        this.skipped = new SkippedMessages(subscription.consumer(), meters);
        this.reader = new MessageReader<>(subscription, json);
        this.relevance = new Relevance<>(subscription.handler());
        this.batches = new BatchHandling<>(
                subscription, inbox, transactions, lockTimeouts, meters.config().clock());
        this.handling = new MessageHandling<>(subscription, inbox, context, lockTimeouts, meters);
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
     * Handles messages in their order: all of them, or those before the first one that fails. They share a transaction
     * unless something speaks against it: then each is handled in one of its own.
     *
     * @throws BatchListenerFailedException if a message fails; it names that message
     */
    void receive(List<ConsumerRecord<String, byte[]>> records) {
        var passedOver = new PassedOver(consumer(), skipped, meters);
        try {
            var arrivals = reader.readAll(records, passedOver);
            if (!arrivals.isEmpty()) {
                receiveAll(arrivals, passedOver);
            }
            passedOver.count(records, null);
        } catch (BatchListenerFailedException failure) {
            passedOver.count(records, failure.getRecord());
            throw failure;
        }
    }

    private void receiveAll(List<Arrival<M>> arrivals, PassedOver passedOver) {
        HeldBack heldBack;
        List<Arrival<M>> left;
        try {
            heldBack = new HeldBack(
                    consumer(), arrivals.stream().map(Arrival::source).toList(), deadLetters, topicIds);
            left = leftToHandle(arrivals, heldBack, passedOver);
        } catch (RuntimeException | Error failure) {
            throw blame(arrivals.getFirst().source(), failure);
        }
        handleEach(left, heldBack, passedOver);
    }

    private void handleEach(List<Arrival<M>> arrivals, HeldBack heldBack, PassedOver passedOver) {
        for (var arrival : arrivals) {
            try {
                handling.receive(arrival, heldBack, passedOver);
            } catch (RuntimeException
                    | Error failure) { // an Error would end the listener, on one instance after another
                throw blame(arrival.source(), failure);
            }
        }
    }

    /** Handles the messages together if it can; returns those that have to be handled one by one. */
    private List<Arrival<M>> leftToHandle(List<Arrival<M>> arrivals, HeldBack heldBack, PassedOver passedOver) {
        if (!heldBack.isEmpty() || !arrivals.stream().allMatch(Arrival::isReadable)) {
            return arrivals;
        }
        var relevant = relevance.filter(arrivals, passedOver);
        return batches.canShare(relevant) ? handleTogether(relevant, heldBack, passedOver) : relevant;
    }

    /** If a message fails, those before it are handled one by one; if another reason prevents it, all are. */
    private List<Arrival<M>> handleTogether(List<Arrival<M>> arrivals, HeldBack heldBack, PassedOver passedOver) {
        var current = new AtomicReference<@Nullable Arrival<M>>();
        try {
            batches.handle(arrivals, arrival -> {
                current.set(arrival);
                handling.handle(arrival);
                current.set(null);
            });
            return List.of();
        } catch (RuntimeException | Error failure) {
            if (DatabaseFailure.isOutage(failure) || !database.answers()) {
                throw failure;
            }
            log.debug("{} messages cannot share a transaction: {}", arrivals.size(), failure.toString());
            var culprit = current.get();
            if (culprit == null || DatabaseFailure.isLocked(failure)) {
                return arrivals;
            }
            handleEach(arrivals.subList(0, arrivals.indexOf(culprit)), heldBack, passedOver);
            throw blame(culprit.source(), failure);
        }
    }

    private RuntimeException blame(ConsumerRecord<String, byte[]> message, Throwable failure) {
        if (failure instanceof BatchListenerFailedException blamed) {
            return blamed;
        }
        if (!isOutage(failure)) {
            batches.noteFailed(message);
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
                || failure instanceof TopicIds.UnknownTopicIdException
                || !database.answers();
    }

    /** Handles a message unless that has been done before; in the current transaction, if there is one. */
    void handle(ConsumerRecord<String, byte[]> message) {
        reader.read(message).ifPresentOrElse(known -> handling.handleOnce(message, known), () -> skipped.add(message));
    }

    /** Notes that a message handled outside a batch has met a lock. */
    void noteLocked() {
        lockTimeouts.wasInVain();
    }
}
