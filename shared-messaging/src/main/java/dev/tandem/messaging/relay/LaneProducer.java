package dev.tandem.messaging.relay;

import dev.tandem.messaging.outbox.OutboxMessage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/** Sends the messages of one term, up to the first one that Kafka does not accept. */
final class LaneProducer implements AutoCloseable {

    /** Twice the time within which a working producer delivers a message or fails it. */
    private static final Duration SILENCE_LIMIT = Duration.ofSeconds(20);

    private final Producer<String, byte[]> producer;
    private final String source;
    private final AtomicReference<@Nullable Failure> failure = new AtomicReference<>();
    private long lastSentAt = System.nanoTime();

    LaneProducer(Producer<String, byte[]> producer, String source) {
        this.producer = producer;
        this.source = source;
    }

    /** The message that Kafka did not accept, and why. */
    record Failure(OutboxMessage message, Exception cause) {}

    Optional<Failure> failure() {
        return Optional.ofNullable(failure.get());
    }

    void send(OutboxMessage message, InFlightBatch batch) {
        try {
            producer.send(message.toRecord(source), (_, error) -> {
                if (error == null) {
                    batch.oneLess();
                } else {
                    fail(message, error);
                }
            });
        } catch (RuntimeException error) {
            fail(message, error);
        }
    }

    /** Notes that a whole batch was handed to the producer, which may take long. */
    void noteSent() {
        lastSentAt = System.nanoTime();
    }

    /** Runs on the producer's own thread, which sends nothing more afterwards. */
    private void fail(OutboxMessage message, Exception cause) {
        if (failure.compareAndSet(null, new Failure(message, cause))) {
            producer.close(Duration.ZERO);
        }
    }

    /**
     * Checks that messages in flight can still be acknowledged: an Error may have ended the producer's own thread. Call
     * this only while there are any.
     *
     * @throws IllegalStateException if the producer got its last batch more than twenty seconds ago
     */
    void requireAlive() {
        if (System.nanoTime() - lastSentAt > SILENCE_LIMIT.toNanos()) {
            throw new IllegalStateException("the producer has not answered for " + SILENCE_LIMIT.toSeconds() + " s");
        }
    }

    Producer<String, byte[]> producer() {
        return producer;
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
