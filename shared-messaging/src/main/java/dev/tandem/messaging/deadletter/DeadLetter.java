package dev.tandem.messaging.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.messaging.wire.MessageHeaders;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A message that could not be handled or sent, or that waits behind one with the same key.
 *
 * @param id increases in the order of arrival
 * @param consumer the consumer that it is for; {@code outbox} if it could not be sent
 * @param origin where it came from: topic, partition and offset, or the row of the outbox
 * @param topicId Kafka's id of the topic, which is another one if the topic was made anew; absent if the message could
 *     not be sent, and in letters from before version 6 of the tables
 * @param position its offset or its row
 * @param messageId its CloudEvents id, if it has one
 * @param type its CloudEvents type, if it has one
 * @param error the last failure with its stack trace, at most 8,000 characters; absent if it has not failed yet
 * @param attempts how many times it has been tried, before and after it became a dead letter
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record DeadLetter(
        long id,
        String consumer,
        String origin,
        @Nullable String topicId,
        long position,
        String topic,
        @Nullable String key,
        @Nullable String messageId,
        @Nullable String type,
        Map<String, String> headers,
        byte @Nullable [] payload,
        State state,
        @Nullable String error,
        int attempts,
        Instant arrivedAt,
        Instant changedAt) {

    /** The value of {@code consumer} for messages that could not be sent. */
    public static final String OUTBOX = "outbox";

    private static final int STACK_LIMIT = 8_000;

    /** The state of a dead letter. */
    public enum State {
        /** It failed, and an operator has to decide. All messages with the same key wait behind it. */
        DEAD,
        /** It waits behind another one, or for a lock, and will be tried automatically. */
        WAITING,
        /** An operator has replayed it, and it will be tried soon. */
        READY,
        /** It was handled or sent in the end. */
        REPLAYED,
        /** An operator has given it up. */
        DISCARDED;

        /** Whether it is tried without a decision of an operator. */
        public boolean isTried() {
            return this == WAITING || this == READY;
        }
    }

    public static DeadLetter unhandled(
            String consumer,
            String topicId,
            ConsumerRecord<String, byte[]> message,
            State state,
            int attempts,
            @Nullable Throwable error) {
        var headers = MessageHeaders.all(message.headers());
        // The inbox identifies a message by its id and the time at which it was sent.
        headers.putIfAbsent(
                MessageHeaders.TIME, Instant.ofEpochMilli(message.timestamp()).toString());
        var origin = message.topic() + "-" + message.partition() + "@" + message.offset();
        return arriving(
                consumer,
                origin,
                topicId,
                message.offset(),
                message.topic(),
                message.key(),
                headers,
                message.value(),
                state,
                attempts,
                error);
    }

    public static DeadLetter unsent(
            ProducerRecord<String, byte[]> message, long row, State state, @Nullable Throwable error) {
        return arriving(
                OUTBOX,
                "outbox@" + row,
                null,
                row,
                message.topic(),
                message.key(),
                MessageHeaders.all(message.headers()),
                message.value(),
                state,
                error == null ? 0 : 1,
                error);
    }

    private static DeadLetter arriving(
            String consumer,
            String origin,
            @Nullable String topicId,
            long position,
            String topic,
            @Nullable String key,
            Map<String, String> headers,
            byte @Nullable [] payload,
            State state,
            int attempts,
            @Nullable Throwable error) {
        var now = Instant.now();
        return new DeadLetter(
                0,
                consumer,
                origin,
                topicId,
                position,
                topic,
                key,
                headers.get(MessageHeaders.ID),
                headers.get(MessageHeaders.TYPE),
                headers,
                payload,
                state,
                error == null ? null : stackOf(error),
                attempts,
                now,
                now);
    }

    static String stackOf(Throwable error) {
        var text = new BoundedWriter(STACK_LIMIT);
        error.printStackTrace(new PrintWriter(text));
        return text.toString().replace('\0', '\uFFFD');
    }

    public ProducerRecord<String, byte[]> toRecord() {
        var message = new ProducerRecord<String, byte[]>(topic, key, payload);
        headers.forEach((name, value) -> message.headers().add(name, value.getBytes(UTF_8)));
        return message;
    }
}
