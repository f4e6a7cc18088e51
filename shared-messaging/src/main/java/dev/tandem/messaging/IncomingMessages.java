package dev.tandem.messaging;

import dev.tandem.contracts.Message;
import dev.tandem.messaging.DeadLetter.State;
import dev.tandem.messaging.HandlerFailures.OutageException;
import dev.tandem.messaging.Inbox.Receipt;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchListenerFailedException;

/**
 * What one consumer does with the messages that arrive: each is handled in one transaction with the memory of having
 * handled it. Messages behind a dead letter with the same key are put there, too.
 */
final class IncomingMessages<M extends Message> {

    private static final Logger log = LoggerFactory.getLogger(IncomingMessages.class);

    private static final int LONGEST_ID = 255;

    private final Subscription<M> subscription;
    private final Inbox inbox;
    private final JdbcDeadLetters deadLetters;
    private final MessageJson json;
    private final MessageContext context;
    private final PendingChanges pending;
    private final DatabaseCheck database;
    private final MeterRegistry meters;
    private final SkippedMessages skipped;

    IncomingMessages(
            Subscription<M> subscription,
            Inbox inbox,
            JdbcDeadLetters deadLetters,
            MessageJson json,
            MessageContext context,
            PendingChanges pending,
            DatabaseCheck database,
            MeterRegistry meters) {
        this.subscription = subscription;
        this.inbox = inbox;
        this.deadLetters = deadLetters;
        this.json = json;
        this.context = context;
        this.pending = pending;
        this.database = database;
        this.meters = meters;
        this.skipped = new SkippedMessages(subscription.consumer(), meters);
    }

    String consumer() {
        return subscription.consumer();
    }

    String topic() {
        return subscription.messages().channel().value();
    }

    /**
     * Handles messages in their order, each in a transaction of its own: all of them, or those before the first that fails.
     *
     * @throws BatchListenerFailedException which says the one that failed
     */
    void receive(List<ConsumerRecord<String, byte[]>> messages) {
        var current = messages.getFirst();
        try {
            var heldBack = heldBack(messages);
            for (var message : messages) {
                current = message;
                receive(message, heldBack);
            }
        } catch (RuntimeException failure) {
            throw blame(current, failure);
        }
    }

    private RuntimeException blame(ConsumerRecord<String, byte[]> message, RuntimeException failure) {
        if (database.answers()) {
            return new BatchListenerFailedException("cannot handle " + message.offset(), failure, message);
        }
        meters.counter("tandem.consumer.outages", "consumer", consumer()).increment();
        return new OutageException(failure, message);
    }

    private void receive(ConsumerRecord<String, byte[]> message, Set<String> heldBack) {
        if (heldBack.contains(JdbcDeadLetters.storable(message.key()))) {
            deadLetters.add(DeadLetter.unhandled(consumer(), message, State.WAITING, 0, null));
        } else {
            handleOrSetAside(message, heldBack);
        }
    }

    /** Who cannot read a message will not be able to the next time, so nobody else has to wait for that. */
    private void handleOrSetAside(ConsumerRecord<String, byte[]> message, Set<String> heldBack) {
        try {
            handle(message);
        } catch (UndecodableMessageException hopeless) {
            log.warn(
                    "cannot read message {}-{}@{}: {}",
                    message.topic(),
                    message.partition(),
                    message.offset(),
                    hopeless.toString());
            deadLetters.add(DeadLetter.unhandled(consumer(), message, State.DEAD, 1, hopeless));
            Optional.ofNullable(JdbcDeadLetters.storable(message.key())).ifPresent(heldBack::add);
        }
    }

    /** The keys, of those of these messages, behind whose dead letters everything waits. */
    private Set<String> heldBack(List<ConsumerRecord<String, byte[]>> messages) {
        var keys = messages.stream()
                .map(ConsumerRecord::key)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return new HashSet<>(deadLetters.openKeys(consumer(), keys));
    }

    /** Handles a message, unless that has been done before; in the running transaction, if there is one. */
    void handle(ConsumerRecord<String, byte[]> message) {
        decode(message).ifPresent(known -> inbox.once(consumer(), known.receipt(), () -> handle(message, known)));
    }

    private void handle(ConsumerRecord<String, byte[]> message, Known<M> known) {
        context.within(
                known.type(), message.headers(), () -> subscription.handler().handle(known.content()));
        pending.flush();
    }

    /** A message of a type that this consumer knows. */
    private record Known<M>(String type, Receipt receipt, M content) {}

    private Optional<Known<M>> decode(ConsumerRecord<String, byte[]> message) {
        var type = requiredHeader(message, MessageHeaders.TYPE);
        var known = subscription.messages().find(type);
        if (known.isEmpty()) {
            skipped.add(message, type);
        }
        return known.map(read -> new Known<>(type, receiptOf(message), present(json.read(message.value(), read))));
    }

    private M present(Message read) {
        try {
            return subscription.messages().present(read);
        } catch (RuntimeException unforeseen) {
            throw new UndecodableMessageException("cannot be brought up to date", unforeseen);
        }
    }

    private static Receipt receiptOf(ConsumerRecord<String, byte[]> message) {
        return receiptOf(message.headers())
                .orElseGet(() -> new Receipt(
                        acceptableId(requiredHeader(message, MessageHeaders.ID)),
                        Instant.ofEpochMilli(message.timestamp())));
    }

    /**
     * What the inbox knows a message by, if its headers say so.
     *
     * @throws UndecodableMessageException if its time is not one, or its id none that the inbox can keep
     */
    static Optional<Receipt> receiptOf(Headers headers) {
        var id = MessageHeaders.find(headers, MessageHeaders.ID);
        var time = MessageHeaders.find(headers, MessageHeaders.TIME);
        try {
            return id == null || time == null
                    ? Optional.empty()
                    : Optional.of(new Receipt(acceptableId(id), Instant.parse(time)));
        } catch (DateTimeException unreadable) {
            throw new UndecodableMessageException(MessageHeaders.TIME + " is not a time", unreadable);
        }
    }

    private static String acceptableId(String id) {
        if (id.isEmpty() || id.length() > LONGEST_ID || id.indexOf('\0') >= 0) {
            throw new UndecodableMessageException(
                    MessageHeaders.ID + " must have 1 to " + LONGEST_ID + " characters, none of them zero", null);
        }
        return id;
    }

    private static String requiredHeader(ConsumerRecord<String, byte[]> message, String name) {
        var value = MessageHeaders.find(message.headers(), name);
        if (value == null) {
            throw new UndecodableMessageException("the record has no header " + name, null);
        }
        return value;
    }
}
