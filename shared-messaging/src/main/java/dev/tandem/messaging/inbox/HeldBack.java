package dev.tandem.messaging.inbox;

import dev.tandem.messaging.deadletter.DeadLetter;
import dev.tandem.messaging.deadletter.DeadLetter.State;
import dev.tandem.messaging.deadletter.DeadLetterStore;
import dev.tandem.messaging.deadletter.UnhandledMessages;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;

/**
 * The messages of one batch that become dead letters, and the keys whose later messages have to wait behind them. The
 * id of the topic is looked up once, after the batch was fetched, and only if a message becomes a dead letter.
 */
final class HeldBack {

    private final String consumer;
    private final UnhandledMessages deadLetters;
    private final Supplier<String> topicId;
    private final Set<String> keys;

    HeldBack(
            String consumer,
            List<ConsumerRecord<String, byte[]>> batch,
            UnhandledMessages deadLetters,
            UnaryOperator<String> topicIds) {
        this.consumer = consumer;
        this.deadLetters = deadLetters;
        this.topicId =
                SingletonSupplier.of(() -> topicIds.apply(batch.getFirst().topic()));
        var searched = keysOf(batch);
        this.keys = searched.isEmpty()
                ? new HashSet<>()
                : new HashSet<>(deadLetters.firstOpen(consumer, searched).keySet());
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    private static List<String> keysOf(List<ConsumerRecord<String, byte[]>> batch) {
        return batch.stream()
                .map(ConsumerRecord::key)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** Whether a message has to wait behind an earlier one with its key. */
    boolean contains(ConsumerRecord<String, byte[]> message) {
        return keys.contains(DeadLetterStore.storable(message.key()));
    }

    /** Makes a message a dead letter, behind which those with its key wait. */
    void add(ConsumerRecord<String, byte[]> message, State state, int attempts, @Nullable Throwable error) {
        var letter = DeadLetter.unhandled(consumer, topicId.get(), message, state, attempts, error);
        deadLetters.add(letter);
        Optional.ofNullable(DeadLetterStore.storable(letter.key())).ifPresent(keys::add);
    }
}
