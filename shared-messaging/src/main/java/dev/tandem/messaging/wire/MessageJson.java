package dev.tandem.messaging.wire;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.tandem.contracts.topology.Channels;
import dev.tandem.contracts.Message;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Messages as JSON. Its own mapper, so that what stands on the wire does not depend on how a service sets up its REST
 * API: absent values are left out, and null is read as absent. What is read is first held to the schema of its type;
 * fields that this service does not know are passed over.
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

    /** Compiles all schemas at once: the first customer is not to wait for it, and a missing one is to be missed at the start. */
    public MessageJson() {
        Channels.ALL.stream()
                .flatMap(channel -> Channels.messagesOf(channel).stream())
                .map(MessageCatalogue::typeOf)
                .forEach(schemas::require);
    }

    public byte[] write(Message message) {
        return json.writeValueAsBytes(message);
    }

    /** What a message violates of the schema of its type; empty if it is as it should be. */
    public Optional<String> violation(String type, byte[] payload) {
        return schemas.violation(type, json.readTree(payload));
    }

    /**
     * Reads a message.
     *
     * @throws UndecodableMessageException if it is not one, or violates its schema; it says why
     */
    public <M extends Message> M read(byte @Nullable [] payload, Class<M> message) {
        var type = MessageCatalogue.typeOf(message);
        if (payload == null) {
            throw new UndecodableMessageException("an empty " + type, null);
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
                | StackOverflowError unreadable) { // anybody can have written it, so anything can go wrong
            throw new UndecodableMessageException("no readable " + type, unreadable);
        }
        throw new UndecodableMessageException("no valid %s: %s".formatted(type, violation.get()), null);
    }
}
