package dev.tandem.messaging.inbox;

import static java.util.Objects.requireNonNull;

import dev.tandem.messaging.wire.MessageHeaders;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The messages that a consumer skips because it does not know their types: counted by type, and logged once a minute.
 * Types come from outside, so only the first fifty get a counter of their own; the rest share one.
 */
final class SkippedMessages {

    static final String METER = "tandem.messages.skipped";
    static final String OTHER = "other";
    static final int TYPES_LIMIT = 50;

    private static final Logger log = LoggerFactory.getLogger(SkippedMessages.class);
    private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

    private final String consumer;
    private final MeterRegistry meters;
    private final Set<String> types = new HashSet<>();
    private long untold;
    private long toldAt = System.nanoTime() - BETWEEN_LINES.toNanos();

    SkippedMessages(String consumer, MeterRegistry meters) {
        this.consumer = consumer;
        this.meters = meters;
    }

    synchronized void add(ConsumerRecord<?, ?> message) {
        var counted = counted(requireNonNull(MessageHeaders.find(message.headers(), MessageHeaders.TYPE)));
        meters.counter(METER, "consumer", consumer, "type", counted).increment();
        untold++;
        if (System.nanoTime() - toldAt >= BETWEEN_LINES.toNanos()) {
            log(message, counted);
        }
    }

    private String counted(String type) {
        if (!type.matches("[a-z0-9.-]{1,80}") || (types.size() == TYPES_LIMIT && !types.contains(type))) {
            return OTHER;
        }
        types.add(type);
        return type;
    }

    private void log(ConsumerRecord<?, ?> message, String type) {
        log.warn(
                "messages skipped, of types that this build does not know: {}, the last one {} at {}-{}@{}",
                untold,
                type,
                message.topic(),
                message.partition(),
                message.offset());
        untold = 0;
        toldAt = System.nanoTime();
    }
}
