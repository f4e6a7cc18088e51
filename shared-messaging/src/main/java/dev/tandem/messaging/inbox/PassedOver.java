package dev.tandem.messaging.inbox;

import static java.util.Objects.requireNonNull;

import dev.tandem.messaging.wire.MessageHeaders;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.IdentityHashMap;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one poll that are not handled: their types are unknown, or they change nothing for the consumer. If a
 * message fails, the rest of the poll arrives again, so each is counted only after the consumer has passed it.
 */
final class PassedOver {

    private final String consumer;
    private final SkippedMessages skipped;
    private final MeterRegistry meters;
    private final IdentityHashMap<ConsumerRecord<?, ?>, Runnable> counts = new IdentityHashMap<>();

    PassedOver(String consumer, SkippedMessages skipped, MeterRegistry meters) {
        this.consumer = consumer;
        this.skipped = skipped;
        this.meters = meters;
    }

    /** Notes a message of an unknown type. */
    void skip(ConsumerRecord<?, ?> message) {
        counts.put(message, () -> skipped.add(message));
    }

    /** Notes a message that changes nothing for the consumer, so that it is neither remembered nor handled. */
    void leaveOut(ConsumerRecord<?, ?> message) {
        counts.put(
                message,
                () -> meters.counter("tandem.messages.left.out", "consumer", consumer, "type", typeOf(message))
                        .increment());
    }

    private static String typeOf(ConsumerRecord<?, ?> message) {
        return requireNonNull(MessageHeaders.find(message.headers(), MessageHeaders.TYPE));
    }

    /** Counts the messages before the one that failed, or all of the poll if none has. */
    void count(List<? extends ConsumerRecord<?, ?>> poll, @Nullable ConsumerRecord<?, ?> failed) {
        for (var message : poll) {
            if (message == failed) {
                return;
            }
            counts.getOrDefault(message, () -> {}).run();
        }
    }
}
