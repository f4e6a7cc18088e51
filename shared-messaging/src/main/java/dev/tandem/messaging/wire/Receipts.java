package dev.tandem.messaging.wire;

import dev.tandem.messaging.Inbox.Receipt;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/** Reads what identifies a message in the inbox: its CloudEvents id and time. */
public final class Receipts {

    private static final int LONGEST_ID = 255;

    private Receipts() {}

    /**
     * The receipt of a record. If the record has no time header, its timestamp in Kafka counts.
     *
     * @throws UndecodableMessageException if the id is missing, is empty, has more than 255 characters or contains a
     *     NUL character (U+0000), or if the time cannot be parsed
     */
    public static Receipt of(ConsumerRecord<String, byte[]> message) {
        return of(message.headers())
                .orElseGet(() -> new Receipt(
                        acceptableId(requiredHeader(message, MessageHeaders.ID)),
                        Instant.ofEpochMilli(message.timestamp())));
    }

    /**
     * The receipt, read from the headers alone; empty if the id or the time is missing.
     *
     * @throws UndecodableMessageException if the time cannot be parsed, or the inbox cannot store the id
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
