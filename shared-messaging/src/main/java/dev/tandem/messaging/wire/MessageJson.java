package dev.tandem.messaging.wire;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.tandem.contracts.Message;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Messages as JSON. It has its own mapper, so that the format does not depend on how a service configures its REST API:
 * absent values are left out, and null is read as absent. An incoming message is first validated against the schema of
 * its type; fields that this service does not know are ignored.
 */
public final class MessageJson {

    private final JsonMapper json = JsonMapper.builder()
            .changeDefaultPropertyInclusion(absent -> absent.withValueInclusion(Include.NON_NULL))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonNodeFeature.READ_NULL_PROPERTIES)
            .build();

    private final MessageSchemas schemas = new MessageSchemas();

    /** For the messages of {@code shared-contracts} alone. */
    public MessageJson() {
        this(KnownChannels.with(Stream.empty()));
    }

    /**
     * Compiles all schemas at once, so that the first customer does not wait for them and a missing one fails the
     * start.
     */
    MessageJson(KnownChannels channels) {
        channels.messages().stream().map(MessageCatalogue::typeOf).forEach(schemas::require);
    }

    public byte[] write(Message message) {
        return json.writeValueAsBytes(message);
    }

    /** The first violation of the schema by the message; empty if the message is valid. */
    public Optional<String> violation(String type, byte[] payload) {
        return schemas.violation(type, json.readTree(payload));
    }

    /**
     * Reads a message.
     *
     * @throws UndecodableMessageException if the payload is not a message of this type, or violates its schema; the
     *     exception says why
     */
    public <M extends Message> M read(byte @Nullable [] payload, Class<M> message) {
        var type = MessageCatalogue.typeOf(message);
        if (payload == null) {
            throw new UndecodableMessageException("empty " + type, null);
        }
        schemas.require(type);
        Optional<String> violation;
        try {
            var tree = json.readTree(payload);
            violation = schemas.violation(type, tree);
            if (violation.isEmpty()) {
                return json.treeToValue(tree, message);
            }
        } catch (RuntimeException
                | StackOverflowError unreadable) { // any producer can have written it, so anything can go wrong
            throw new UndecodableMessageException("unreadable " + type, unreadable);
        }
        throw new UndecodableMessageException("invalid %s: %s".formatted(type, violation.get()), null);
    }
}
