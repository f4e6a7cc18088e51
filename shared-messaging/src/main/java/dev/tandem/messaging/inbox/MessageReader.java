package dev.tandem.messaging.inbox;

import dev.tandem.contracts.Message;
import dev.tandem.messaging.Inbox.Receipt;
import dev.tandem.messaging.wire.MessageCatalogue;
import dev.tandem.messaging.wire.MessageHeaders;
import dev.tandem.messaging.wire.MessageJson;
import dev.tandem.messaging.wire.Receipts;
import dev.tandem.messaging.wire.UndecodableMessageException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the messages of one channel from records of Kafka. */
final class MessageReader<M extends Message> {

    private final MessageCatalogue<M> messages;
    private final MessageJson json;
    private final SkippedMessages skipped;

    MessageReader(MessageCatalogue<M> messages, MessageJson json, SkippedMessages skipped) {
        this.messages = messages;
        this.json = json;
        this.skipped = skipped;
    }

    /** A message of a type that this consumer knows. */
    record Known<M>(String type, Receipt receipt, M content) {}

    /**
     * Reads a message in its present version; empty if this build does not know its type.
     *
     * @throws UndecodableMessageException if the record is not a message, or violates the schema of its type
     */
    Optional<Known<M>> read(ConsumerRecord<String, byte[]> message) {
        var type = Receipts.requiredHeader(message, MessageHeaders.TYPE);
        var known = messages.find(type);
        if (known.isEmpty()) {
            skipped.add(message, type);
        }
        return known.map(read -> new Known<>(type, Receipts.of(message), present(json.read(message.value(), read))));
    }

    private M present(Message read) {
        try {
            return messages.present(read);
        } catch (RuntimeException | StackOverflowError unforeseen) {
            throw new UndecodableMessageException("cannot be converted to the present version", unforeseen);
        }
    }
}
