package dev.tandem.messaging.relay;

import dev.tandem.messaging.MessagingSettings;
import dev.tandem.messaging.lane.LaneLease;
import dev.tandem.messaging.lane.LanePosition;
import dev.tandem.messaging.outbox.OutboxMessage;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;

/**
 * The time for which a relay leads a lane. It reads the ledger window by window, sends the messages without waiting for
 * Kafka's acknowledgements, and saves the position behind them. The first failure ends the term, before any later
 * message can overtake the failed one: the next leader begins at the last acknowledged position.
 */
final class LaneTerm implements AutoCloseable {

    private static final Duration ACKNOWLEDGEMENT_LIMIT = Duration.ofSeconds(3);

    private final LaneLease lease;
    private final LaneProducer producer;
    private final RefusedMessages refused;
    private final Resending resending;
    private final MessagingSettings settings;
    private final String source;
    private final ReadAhead reader;
    private final InFlightBatches batches;
    private final LaneProgress progress;
    private LanePosition sent;

    private boolean hasOpenedWindow;

    /** Whether this term has sent all messages that were committed before it. */
    private boolean hasCaughtUp;

    LaneTerm(
            Ledger ledger,
            LanePosition start,
            LaneLease lease,
            Supplier<Producer<String, byte[]>> producers,
            RefusedMessages refused,
            Resending resending,
            MessagingSettings settings,
            String source) {
        this.lease = lease;
        this.refused = refused;
        this.resending = resending;
        this.settings = settings;
        this.source = source;
        this.reader = new ReadAhead(
                ledger,
                new Chunk.Limit(settings.batchSize(), settings.batchBytes().toBytes()));
        this.sent = start;
        this.batches = new InFlightBatches(start);
        this.progress = new LaneProgress(batches, lease, settings.batchSize());
        this.producer = new LaneProducer(producers.get(), source);
    }

    /** Whether this relay still leads, as far as it knows. */
    boolean isOn() {
        return lease.isHeld();
    }

    /**
     * Advances by one step.
     *
     * @return how many messages were found, if there are no more for now; empty if there is more to do
     */
    OptionalInt advance() throws SQLException {
        lease.noteProgress();
        batches.removeAcknowledged();
        if (!batches.isEmpty()) {
            producer.requireAlive();
        }
        var failure = producer.failure();
        if (failure.isPresent()) {
            end(failure.get());
            return OptionalInt.empty();
        }
        progress.saveIfDue();
        if (!isOn()) {
            return OptionalInt.empty();
        }
        if (batches.isFull()) {
            awaitAcknowledgement(settings.lease().dividedBy(3));
            return OptionalInt.empty();
        }
        if (hasCaughtUp) {
            resending.resendSome(producer.producer());
        }
        return sendNext();
    }

    private OptionalInt sendNext() throws SQLException {
        hasOpenedWindow |= sent.sending() == null;
        var chunk = reader.read(sent);
        sent = chunk.end();
        var batch = new InFlightBatch(chunk);
        // The end of an empty chunk is reached with the next batch, unless nothing is in flight.
        if (batch.size() > 0 || batches.isEmpty()) {
            batches.add(batch);
        }
        for (var message : chunk.messages()) {
            lease.noteProgress(); // sending a chunk may take long
            if (!isOn() || producer.failure().isPresent()) {
                break;
            }
            send(message, batch);
        }
        if (batch.size() > 0) {
            producer.noteSent();
        }
        hasCaughtUp |= hasOpenedWindow && chunk.isLast();
        return chunk.isLast() ? OptionalInt.of(batch.size()) : OptionalInt.empty();
    }

    private void send(OutboxMessage message, InFlightBatch batch) {
        if (refused.holdsBack(message, source)) {
            batch.oneLess();
        } else {
            producer.send(message, batch);
        }
    }

    /** Unless the message steps aside, it is sent again. */
    private void end(LaneProducer.Failure failed) {
        lease.giveUp();
        var message = failed.message();
        if (!refused.setsAside(message, source, failed.cause())) {
            throw new IllegalStateException("Kafka did not accept message " + message.messageId(), failed.cause());
        }
    }

    private void awaitAcknowledgement(Duration atMost) {
        try {
            batches.awaitFirst(atMost);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            lease.giveUp();
        }
    }

    /**
     * Ends the term, and frees the lane at once. Unless something has failed, first gives the in-flight batches three
     * seconds to be acknowledged.
     */
    @Override
    public void close() throws SQLException {
        var limit = System.nanoTime() + ACKNOWLEDGEMENT_LIMIT.toNanos();
        while (isOn() && !batches.isEmpty() && producer.failure().isEmpty() && System.nanoTime() < limit) {
            awaitAcknowledgement(Duration.ofMillis(50));
            batches.removeAcknowledged();
        }
        reader.close();
        producer.close();
        lease.giveBack(batches.progress());
    }
}
