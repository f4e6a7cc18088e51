package dev.tandem.messaging;

import dev.tandem.messaging.MessagingSettings.Validation;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds messages that are not as their readers expect them, before they are said: all of them, or some by chance. */
final class OutgoingCheck {

    private static final Logger log = LoggerFactory.getLogger(OutgoingCheck.class);

    private final MessageJson json;
    private final Validation settings;
    private final MeterRegistry meters;

    OutgoingCheck(MessageJson json, Validation settings, MeterRegistry meters) {
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
            var violations = json.violations(type, payload);
            if (!violations.isEmpty()) {
                report(type, String.join("; ", violations));
            }
        }
    }

    private void report(String type, String violations) {
        meters.counter("tandem.messages.invalid", "type", type).increment();
        if (settings.refuse()) {
            throw new IllegalArgumentException("%s violates its schema: %s".formatted(type, violations));
        }
        log.error("{} violates its schema, and is sent all the same: {}", type, violations);
    }
}
