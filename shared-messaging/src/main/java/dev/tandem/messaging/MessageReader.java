package dev.tandem.messaging;

import dev.tandem.contracts.Message;
import dev.tandem.messaging.Inbox.Receipt;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/** Reads the messages of one channel off the records of Kafka. */
final class MessageReader<M extends Message> {

    private static final int LONGEST_ID = 255;

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
     * @throws UndecodableMessageException if the record is no message, or violates the schema of its type
     */
    Optional<Known<M>> read(ConsumerRecord<String, byte[]> message) {
        var type = requiredHeader(message, MessageHeaders.TYPE);
        var known = messages.find(type);
        if (known.isEmpty()) {
            skipped.add(message, type);
        }
        return known.map(read -> new Known<>(type, receiptOf(message), present(json.read(message.value(), read))));
    }

    private M present(Message read) {
        try {
            return messages.present(read);
        } catch (RuntimeException | StackOverflowError unforeseen) {
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
