package dev.tandem.messaging.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.contracts.MessageType;
import dev.tandem.messaging.wire.MessageHeaders;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** A row of the outbox. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record OutboxMessage(
        long id,
        UUID messageId,
        String topic,
        String subject,
        String type,
        byte[] payload,
        @Nullable String traceparent,
        @Nullable String correlationId,
        Instant createdAt) {

    public static final String COLUMNS =
            "id, message_id, topic, subject, type, payload, traceparent, correlation_id, created_at";

    public static OutboxMessage of(ResultSet row) throws SQLException {
        return new OutboxMessage(
                row.getLong(1),
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getBytes(6),
                row.getString(7),
                row.getString(8),
                row.getObject(9, OffsetDateTime.class).toInstant());
    }

    public ProducerRecord<String, byte[]> toRecord(String source) {
        var message = new ProducerRecord<>(topic, subject, payload);
        header(message, MessageHeaders.SPEC_VERSION, "1.0");
        header(message, MessageHeaders.ID, messageId.toString());
        header(message, MessageHeaders.TYPE, type);
        header(message, MessageHeaders.SOURCE, source);
        header(message, MessageHeaders.SUBJECT, subject);
        header(message, MessageHeaders.TIME, createdAt.toString());
        header(message, MessageHeaders.DATA_SCHEMA, MessageType.SCHEMAS + type);
        header(message, MessageHeaders.CONTENT_TYPE, "application/json");
        header(message, MessageHeaders.TRACEPARENT, traceparent);
        header(message, MessageHeaders.CORRELATION_ID, correlationId);
        return message;
    }

    private static void header(ProducerRecord<String, byte[]> message, String name, @Nullable String value) {
        if (value != null) {
            message.headers().add(name, value.getBytes(UTF_8));
        }
    }
}
