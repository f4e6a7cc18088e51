package dev.tandem.messaging.outbox;

import dev.tandem.messaging.wire.MessageJson;
import dev.tandem.messaging.MessagingSettings.Validation;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds messages that are not as their readers expect them, before they are said: all of them, or some by chance. */
final class OutgoingValidation {

    private static final Logger log = LoggerFactory.getLogger(OutgoingValidation.class);

    private final MessageJson json;
    private final Validation settings;
    private final MeterRegistry meters;

    OutgoingValidation(MessageJson json, Validation settings, MeterRegistry meters) {
        this.json = json;
        this.settings = settings;
        this.meters = meters;
    }

    /**
     * Checks what is to be sent, if chance wants it.
     *
     * @throws IllegalArgumentException if it violates its schema, where that is refused
     */
    void check(String type, byte[] payload) {
        if (ThreadLocalRandom.current().nextDouble() < settings.share()) {
            violation(type, payload).ifPresent(violation -> report(type, violation));
        }
    }

    /** A check that cannot be made is reported as one that has failed: it is to harm no transaction that it may not refuse. */
    private Optional<String> violation(String type, byte[] payload) {
        try {
            return json.violation(type, payload);
        } catch (RuntimeException uncheckable) {
            return Optional.of("it cannot be checked, " + uncheckable);
        }
    }

    private void report(String type, String violation) {
        meters.counter("tandem.messages.invalid", "type", type).increment();
        if (settings.refuse()) {
            throw new IllegalArgumentException("%s violates its schema: %s".formatted(type, violation));
        }
        log.error("{} violates its schema, and is sent all the same: {}", type, violation);
    }
}
