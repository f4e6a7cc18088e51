package dev.tandem.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.OffsetDateTime;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A row of the outbox. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares rows
record OutboxMessage(
        long id,
        String messageId,
        String topic,
        String subject,
        String type,
        byte[] payload,
        OffsetDateTime createdAt) {

    ProducerRecord<String, byte[]> toRecord(String source) {
        var message = new ProducerRecord<>(topic, subject, payload);
        header(message, CloudEventHeaders.SPEC_VERSION, "1.0");
        header(message, CloudEventHeaders.ID, messageId);
        header(message, CloudEventHeaders.TYPE, type);
        header(message, CloudEventHeaders.SOURCE, source);
        header(message, CloudEventHeaders.SUBJECT, subject);
        header(message, CloudEventHeaders.TIME, createdAt.toInstant().toString());
        header(message, CloudEventHeaders.CONTENT_TYPE, "application/json");
        return message;
    }

    private static void header(ProducerRecord<String, byte[]> message, String name, String value) {
        message.headers().add(name, value.getBytes(UTF_8));
    }
}
