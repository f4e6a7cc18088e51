package dev.tandem.messaging;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/**
 * The time for which a relay leads a lane. Reads the ledger window by window and hands the messages to Kafka ahead of
 * its acknowledgements; saves the position behind them. The first failure ends the term, before anything that came later
 * can pass the message that failed: whoever leads next begins at the last acknowledged position.
 */
final class LaneTerm implements AutoCloseable {

    private static final int MOST_BATCHES = 3;

    /** Saving more often would only write more. */
    private static final Duration BETWEEN_SAVES = Duration.ofMillis(20);

    /** Twice the time in which a producer that lives delivers a message or gives it up. */
    private static final Duration SILENCE_LIMIT = Duration.ofSeconds(20);

    private static final Duration ACKNOWLEDGEMENT_LIMIT = Duration.ofSeconds(3);

    private final Ledger ledger;
    private final long epoch;
    private final Producer<String, byte[]> producer;
    private final RefusedMessages refused;
    private final MessagingSettings settings;
    private final String source;
    private final ReadAhead reader;
    private final long extendLeaseAfter;
    private final Deque<InFlightBatch> batches = new ArrayDeque<>();
    private final AtomicReference<@Nullable Failure> failure = new AtomicReference<>();
    private final DrainRate drainRate = new DrainRate();
    private LanePosition sent;
    private LanePosition acknowledged;
    private long highestId;
    private int unsaved;
    private long savedAt = System.nanoTime();
    private long lastSentAt = System.nanoTime();
    private boolean isOn = true;

    LaneTerm(
            Ledger ledger,
            long epoch,
            Supplier<Producer<String, byte[]>> producers,
            RefusedMessages refused,
            MessagingSettings settings,
            String source)
            throws SQLException {
        this.ledger = ledger;
        this.epoch = epoch;
        this.refused = refused;
        this.settings = settings;
        this.source = source;
        this.reader = new ReadAhead(ledger, settings.chunk());
        this.extendLeaseAfter = settings.lease().dividedBy(3).toNanos();
        this.sent = ledger.position();
        this.acknowledged = sent;
        this.producer = producers.get();
    }

    /** The message that Kafka did not take, and why. */
    private record Failure(OutboxMessage message, Exception cause) {}

    /** Whether this relay still leads, as far as it knows. */
    boolean isOn() {
        return isOn;
    }

    /**
     * Goes on by one step.
     *
     * @return how many messages came, if that was all for the moment; empty if there is more to do
     */
    OptionalInt advance() throws SQLException {
        takeAcknowledged();
        requireProducerAlive();
        if (failure.get() instanceof Failure failed) {
            end(failed);
            return OptionalInt.empty();
        }
        saveNowAndThen();
        if (!isOn) {
            return OptionalInt.empty();
        }
        if (batches.size() >= MOST_BATCHES) {
            awaitNext(settings.lease().dividedBy(3));
            return OptionalInt.empty();
        }
        refused.resend(producer, settings.batchBytes());
        return sendNext();
    }

    private OptionalInt sendNext() throws SQLException {
        if (sent.sending() == null) {
            var snapshot = ledger.currentSnapshot();
            if (snapshot.equals(sent.sent())) {
                return OptionalInt.of(0);
            }
            sent = sent.openWindow(snapshot);
        }
        var chunk = reader.read(sent);
        sent = chunk.end();
        var batch = new InFlightBatch(chunk);
        batches.add(batch);
        for (var message : chunk.messages()) {
            extendLease();
            if (!isOn || failure.get() != null) {
                break;
            }
            send(message, batch);
        }
        lastSentAt = System.nanoTime();
        return chunk.isLast() ? OptionalInt.of(batch.size()) : OptionalInt.empty();
    }

    private void send(OutboxMessage message, InFlightBatch batch) {
        if (refused.holdsBack(message)) {
            refused.addBehind(message.toRecord(source), message.id());
            batch.oneLess();
            return;
        }
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

    /** Called on the producer's own thread, which sends nothing more after it. */
    private void fail(OutboxMessage message, Exception cause) {
        if (failure.compareAndSet(null, new Failure(message, cause))) {
            producer.close(Duration.ZERO);
        }
    }

    private void takeAcknowledged() {
        for (var next = batches.peek(); next != null && next.isAcknowledged(); next = batches.peek()) {
            batches.remove();
            acknowledged = next.end();
            if (next.size() > 0) {
                highestId = Math.max(highestId, next.highestId());
                drainRate.acknowledged(next);
                unsaved += next.size();
            }
        }
    }

    /** The producer's own thread may have ended with an Error, and then no message would land any more. */
    private void requireProducerAlive() {
        var first = batches.peek();
        if (first != null && System.nanoTime() - lastSentAt > SILENCE_LIMIT.toNanos()) {
            throw new IllegalStateException("the producer has said nothing for " + SILENCE_LIMIT.toSeconds() + " s");
        }
    }

    /** A message that is refused for good waits aside from now on; after any other failure it is tried again. */
    private void end(Failure failed) {
        isOn = false;
        var message = failed.message();
        if (!RefusedMessages.isRefusal(failed.cause())) {
            throw new IllegalStateException("Kafka did not take message " + message.messageId(), failed.cause());
        }
        refused.add(message.toRecord(source), message.id(), failed.cause());
    }

    private void saveNowAndThen() throws SQLException {
        if (isSaveDue()) {
            isOn = save(settings.lease());
        } else {
            extendLease();
        }
    }

    /** What was acknowledged and not saved counts as under way: no more than three batches can ever be sent again. */
    private boolean isSaveDue() {
        var isMuch = unsaved >= settings.batchSize() || batches.size() >= MOST_BATCHES - 1;
        return unsaved > 0 && (isMuch || sinceSave() >= BETWEEN_SAVES.toNanos());
    }

    /** By saving, even a position that has passed over nothing; also while a chunk is sent, which may take long. */
    private void extendLease() throws SQLException {
        if (sinceSave() >= extendLeaseAfter) {
            isOn = save(settings.lease());
        }
    }

    private long sinceSave() {
        return System.nanoTime() - savedAt;
    }

    private boolean save(Duration lease) throws SQLException {
        savedAt = System.nanoTime();
        unsaved = 0;
        return ledger.save(epoch, acknowledged, highestId, drainRate.perSecond(), lease);
    }

    private void awaitNext(Duration atMost) {
        try {
            batches.element().await(atMost.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            isOn = false;
        }
    }

    /** Ends the term. If nothing has failed, what is under way may still land, and the lane is free at once. */
    @Override
    public void close() throws SQLException {
        var limit = System.nanoTime() + ACKNOWLEDGEMENT_LIMIT.toNanos();
        while (isOn && !batches.isEmpty() && failure.get() == null && System.nanoTime() < limit) {
            awaitNext(Duration.ofMillis(50));
            takeAcknowledged();
        }
        reader.close();
        producer.close(Duration.ZERO);
        save(Duration.ZERO);
    }
}
