package dev.tandem.messaging.relay;

import dev.tandem.messaging.outbox.OutboxMessage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/** Sends the messages of one term. The first that Kafka does not take is the last one that is sent. */
final class LaneProducer implements AutoCloseable {

    /** Twice the time in which a producer that lives delivers a message or gives it up. */
    private static final Duration SILENCE_LIMIT = Duration.ofSeconds(20);

    private final Producer<String, byte[]> producer;
    private final String source;
    private final AtomicReference<@Nullable Failure> failure = new AtomicReference<>();
    private long lastSentAt = System.nanoTime();

    LaneProducer(Producer<String, byte[]> producer, String source) {
        this.producer = producer;
        this.source = source;
    }

    /** The message that Kafka did not take, and why. */
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

    /** Notes that a whole batch was given to the producer, which may take long. */
    void noteSent() {
        lastSentAt = System.nanoTime();
    }

    /** Runs on the producer's own thread, which sends nothing more after it. */
    private void fail(OutboxMessage message, Exception cause) {
        if (failure.compareAndSet(null, new Failure(message, cause))) {
            producer.close(Duration.ZERO);
        }
    }

    /**
     * Makes sure that messages in flight can still be acknowledged: an Error may have ended the producer's own thread.
     *
     * @throws IllegalStateException if the producer has not said anything for twenty seconds
     */
    void requireAlive() {
        if (System.nanoTime() - lastSentAt > SILENCE_LIMIT.toNanos()) {
            throw new IllegalStateException("the producer has said nothing for " + SILENCE_LIMIT.toSeconds() + " s");
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
