package dev.tandem.messaging.outbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message that is ready to be written to the outbox.
 *
 * @param versions the present version first; they share one id
 */
record OutgoingMessage(
        int lane,
        String topic,
        String subject,
        @Nullable String traceparent,
        @Nullable String correlationId,
        List<Version> versions) {

    /** One version of a fact, as it is sent. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Version(String type, byte[] payload) {}
}
