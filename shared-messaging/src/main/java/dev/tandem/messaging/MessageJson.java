package dev.tandem.messaging;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.tandem.contracts.Message;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Messages as JSON. Its own mapper, so that what stands on the wire does not depend on how a service sets up its REST
 * API: absent values are left out, and fields that this service does not know are passed over.
 */
final class MessageJson {

    private final JsonMapper json = JsonMapper.builder()
            .changeDefaultPropertyInclusion(absent -> absent.withValueInclusion(Include.NON_NULL))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    byte[] write(Message message) {
        return json.writeValueAsBytes(message);
    }

    /**
     * Reads a message.
     *
     * @throws UndecodableMessageException if it is not one, or does not say what it is about
     */
    <M extends Message> M read(byte @Nullable [] payload, Class<M> type) {
        try {
            var message = payload == null ? null : json.readValue(payload, type);
            if (message == null || message.subject().isBlank()) {
                throw new UndecodableMessageException("an empty " + type.getSimpleName(), null);
            }
            return message;
        } catch (JacksonException | NullPointerException unreadable) {
            throw new UndecodableMessageException("not a " + type.getSimpleName(), unreadable);
        }
    }
}
