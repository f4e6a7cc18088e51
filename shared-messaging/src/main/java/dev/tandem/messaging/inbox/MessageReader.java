package dev.tandem.messaging.inbox;

import dev.tandem.contracts.Message;
import dev.tandem.messaging.Inbox.Receipt;
import dev.tandem.messaging.wire.MessageCatalogue;
import dev.tandem.messaging.wire.MessageHeaders;
import dev.tandem.messaging.wire.MessageJson;
import dev.tandem.messaging.wire.Receipts;
import dev.tandem.messaging.wire.UndecodableMessageException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads the messages of one channel from records of Kafka. */
final class MessageReader<M extends Message> {

    private final MessageCatalogue<M> messages;
    private final Set<String> ignoredTypes;
    private final Decoder json;

    /** Decodes a payload, as {@link MessageJson#read} does. */
    @FunctionalInterface
    interface Decoder {

        /** Reads a message of the given type. */
        Message read(byte @Nullable [] payload, Class<? extends Message> type);
    }

    MessageReader(Subscription<M> subscription, Decoder json) {
        this.messages = subscription.messages();
        this.ignoredTypes = messages.typesOf(subscription.handler().ignored());
        this.json = json;
    }

    /** A message of a type that this consumer knows. */
    record Known<M>(String type, Receipt receipt, M content) {}

    /**
     * A record that has arrived.
     *
     * @param message the message in it; empty if its type is unknown or the record is unreadable
     * @param unreadable why the record is unreadable; absent if it is not
     */
    record Arrival<M>(
            ConsumerRecord<String, byte[]> source,
            Optional<Known<M>> message,
            @Nullable UndecodableMessageException unreadable) {

        boolean isReadable() {
            return unreadable == null;
        }
    }

    /** Reads records that have arrived together. Leaves out those that the handler ignores, which it notes. */
    List<Arrival<M>> readAll(List<ConsumerRecord<String, byte[]>> records, PassedOver passedOver) {
        return records.stream()
                .filter(message -> !isIgnored(message, passedOver))
                .map(this::arrival)
                .toList();
    }

    private boolean isIgnored(ConsumerRecord<String, byte[]> message, PassedOver passedOver) {
        var type = MessageHeaders.find(message.headers(), MessageHeaders.TYPE);
        if (type == null || !ignoredTypes.contains(type)) {
            return false;
        }
        passedOver.leaveOut(message);
        return true;
    }

    private Arrival<M> arrival(ConsumerRecord<String, byte[]> message) {
        try {
            return new Arrival<>(message, read(message), null);
        } catch (UndecodableMessageException unreadable) {
            return new Arrival<>(message, Optional.empty(), unreadable);
        }
    }

    /**
     * Reads a message in its present version; empty if this build does not know its type.
     *
     * @throws UndecodableMessageException if the record is not a message, or violates the schema of its type
     */
    Optional<Known<M>> read(ConsumerRecord<String, byte[]> message) {
        var type = Receipts.requiredHeader(message, MessageHeaders.TYPE);
        return messages.find(type)
                .map(read -> new Known<>(type, Receipts.of(message), present(json.read(message.value(), read))));
    }

    private M present(Message read) {
        try {
            return messages.present(read);
        } catch (RuntimeException | StackOverflowError unforeseen) {
            throw new UndecodableMessageException("cannot be converted to the present version", unforeseen);
        }
    }
}
