package dev.tandem.messaging.wire;

import dev.tandem.messaging.Inbox.Receipt;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/** Reads what the inbox knows a message by: its CloudEvents id and time. */
public final class Receipts {

    private static final int LONGEST_ID = 255;

    private Receipts() {}

    /**
     * The receipt of a record; one without a time has the time at which Kafka took it.
     *
     * @throws UndecodableMessageException if it has no id, or one that the inbox cannot keep, or a time that is none
     */
    public static Receipt of(ConsumerRecord<String, byte[]> message) {
        return of(message.headers())
                .orElseGet(() -> new Receipt(
                        acceptableId(requiredHeader(message, MessageHeaders.ID)),
                        Instant.ofEpochMilli(message.timestamp())));
    }

    /**
     * The receipt that headers alone give; empty without an id or a time.
     *
     * @throws UndecodableMessageException if the time is none, or the id is one that the inbox cannot keep
     */
    public static Optional<Receipt> of(Headers headers) {
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

    /**
     * A header that every message has.
     *
     * @throws UndecodableMessageException if it is missing
     */
    public static String requiredHeader(ConsumerRecord<String, byte[]> message, String name) {
        var value = MessageHeaders.find(message.headers(), name);
        if (value == null) {
            throw new UndecodableMessageException("the record has no header " + name, null);
        }
        return value;
    }
}
