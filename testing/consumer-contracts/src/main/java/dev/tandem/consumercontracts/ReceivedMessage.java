package dev.tandem.consumercontracts;

import dev.tandem.contracts.Message;
import java.util.Map;
import java.util.Objects;

/** A Kafka record: its message, its key and its headers. */
public record ReceivedMessage(String key, Map<String, String> headers, Message message) {

    public String id() {
        return header("ce_id");
    }

    public String correlationId() {
        return header("correlation-id");
    }

    private String header(String name) {
        return Objects.requireNonNull(headers.get(name), () -> "a record without " + name);
    }
}
