package dev.tandem.messaging.outbox;

import dev.tandem.messaging.MessagingSettings.Validation;
import dev.tandem.messaging.wire.MessageJson;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks outgoing messages against their schemas: all of them, or a random share. */
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
     * Checks a message, if it is in the random share.
     *
     * @throws IllegalArgumentException if it violates its schema, and {@code tandem.messaging.validation.refuse} is set
     */
    void check(String type, byte[] payload) {
        if (ThreadLocalRandom.current().nextDouble() < settings.share()) {
            violation(type, payload).ifPresent(violation -> report(type, violation));
        }
    }

    /**
     * A check that fails itself is reported as a violation: it must not harm a transaction, unless violations are
     * refused.
     */
    private Optional<String> violation(String type, byte[] payload) {
        try {
            return json.violation(type, payload);
        } catch (RuntimeException uncheckable) {
            return Optional.of("it cannot be checked: " + uncheckable);
        }
    }

    private void report(String type, String violation) {
        meters.counter("tandem.messages.invalid", "type", type).increment();
        if (settings.refuse()) {
            throw new IllegalArgumentException("%s violates its schema: %s".formatted(type, violation));
        }
        log.error("{} violates its schema but is sent anyway: {}", type, violation);
    }
}
