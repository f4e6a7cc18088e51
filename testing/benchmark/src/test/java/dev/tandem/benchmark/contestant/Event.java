package dev.tandem.benchmark.contestant;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The events that are published: about 400 bytes of JSON with a number, and the headers of our messages. */
public final class Event {

    /** The number of subjects, where it does not matter. */
    public static final int SUBJECTS = 10_000;

    public static final String TYPE = "benchmark.happened.v1";

    private static final String BEFORE_NUMBER = "{\"number\":";
    private static final String AFTER_NUMBER = ",\"description\":\"%s\"}"
            .formatted("all work and no play ".repeat(18).strip());

    private static final byte[] SOURCE = bytes("/benchmark");
    private static final byte[] VERSION = bytes("1.0");
    private static final byte[] JSON = bytes("application/json");

    private Event() {}

    /** The subject of a number. */
    public static String subject(int number, int subjects) {
        return "customer-" + number % subjects;
    }

    public static byte[] payload(int number) {
        return bytes(BEFORE_NUMBER + number + AFTER_NUMBER);
    }

    /** The payload as a PostgreSQL expression over a number {@code n}. */
    static String payloadInSql() {
        return "convert_to('" + BEFORE_NUMBER + "' || n || '" + AFTER_NUMBER + "', 'UTF8')";
    }

    /** The number in a payload. */
    public static int number(byte[] payload) {
        var number = 0;
        for (var i = BEFORE_NUMBER.length(); payload[i] != ','; i++) {
            number = 10 * number + payload[i] - '0';
        }
        return number;
    }

    static ProducerRecord<String, byte[]> message(
            String topic, String subject, UUID id, String type, byte[] payload, Instant createdAt) {
        var message = new ProducerRecord<>(topic, subject, payload);
        message.headers()
                .add("ce_specversion", VERSION)
                .add("ce_id", bytes(id.toString()))
                .add("ce_type", bytes(type))
                .add("ce_source", SOURCE)
                .add("ce_subject", bytes(subject))
                .add("ce_time", bytes(createdAt.toString()))
                .add("content-type", JSON);
        return message;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
