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

    private static final int FLIGHTS = 3;

    /** Saving more often would only write more. */
    private static final Duration BETWEEN_SAVES = Duration.ofMillis(20);

    private static final Duration LANDING_LIMIT = Duration.ofSeconds(3);

    private final Ledger ledger;
    private final long epoch;
    private final Producer<String, byte[]> producer;
    private final SetAside setAside;
    private final MessagingSettings settings;
    private final String source;
    private final Deque<Flight> flights = new ArrayDeque<>();
    private final AtomicReference<@Nullable Failure> failure = new AtomicReference<>();
    private final DrainRate drainRate = new DrainRate();
    private LanePosition sent;
    private LanePosition acknowledged;
    private long highestId;
    private int unsaved;
    private long savedAt = System.nanoTime();
    private boolean isOn = true;

    LaneTerm(
            Ledger ledger,
            long epoch,
            Supplier<Producer<String, byte[]>> producers,
            SetAside setAside,
            MessagingSettings settings,
            String source)
            throws SQLException {
        this.ledger = ledger;
        this.epoch = epoch;
        this.setAside = setAside;
        this.settings = settings;
        this.source = source;
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
        land();
        if (failure.get() instanceof Failure failed) {
            end(failed);
            return OptionalInt.empty();
        }
        saveNowAndThen();
        if (!isOn) {
            return OptionalInt.empty();
        }
        if (flights.size() >= FLIGHTS) {
            awaitNext(settings.lease().dividedBy(3));
            return OptionalInt.empty();
        }
        setAside.resend(producer);
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
        var chunk = ledger.read(sent, settings.batchSize());
        var messages = chunk.messages();
        sent = chunk.isLast()
                ? sent.closeWindow()
                : sent.after(messages.getLast().id());
        var flight = new Flight(messages, sent);
        flights.add(flight);
        for (var message : messages) {
            send(message, flight);
            saveNowAndThen();
        }
        if (isOn && failure.get() == null) {
            flight.oneLess();
        }
        return chunk.isLast() ? OptionalInt.of(messages.size()) : OptionalInt.empty();
    }

    private void send(OutboxMessage message, Flight flight) {
        if (!isOn || failure.get() != null) {
            return;
        }
        if (setAside.holdsBack(message)) {
            setAside.addBehind(message.toRecord(source), message.id());
            return;
        }
        flight.oneMore();
        try {
            producer.send(message.toRecord(source), (_, error) -> {
                if (error == null) {
                    flight.oneLess();
                } else {
                    fail(message, error);
                }
            });
        } catch (RuntimeException error) {
            fail(message, error);
        }
    }

    /**
     * Called on the producer's own thread, which sends nothing more after it. A flight with a message that failed never
     * lands, nor does any behind it.
     */
    private void fail(OutboxMessage message, Exception cause) {
        if (failure.compareAndSet(null, new Failure(message, cause))) {
            producer.close(Duration.ZERO);
        }
    }

    private void land() {
        for (var next = flights.peek(); next != null && next.hasLanded(); next = flights.peek()) {
            flights.remove();
            acknowledged = next.arrival();
            if (next.size() > 0) {
                highestId = Math.max(highestId, next.highestId());
                drainRate.landed(next, settings.batchSize());
                unsaved += next.size();
            }
        }
    }

    /** A message that is refused for good waits aside from now on; after any other failure it is tried again. */
    private void end(Failure failed) {
        isOn = false;
        var message = failed.message();
        if (!SetAside.isRefusal(failed.cause())) {
            throw new IllegalStateException("Kafka did not take message " + message.messageId(), failed.cause());
        }
        setAside.add(message.toRecord(source), message.id(), failed.cause());
    }

    /**
     * Saving is also what extends the lease; a position that has passed over nothing is saved for that alone. Also while a
     * chunk is being sent, since that may take longer than the lease.
     */
    private void saveNowAndThen() throws SQLException {
        var age = Duration.ofNanos(System.nanoTime() - savedAt);
        if (isSaveDue(age) || age.multipliedBy(3).compareTo(settings.lease()) >= 0) {
            isOn = save(settings.lease());
        }
    }

    /** What was acknowledged and not saved counts as under way: no more than three batches can ever be sent again. */
    private boolean isSaveDue(Duration age) {
        var isLittle = unsaved < settings.batchSize() && flights.size() < FLIGHTS - 1;
        return unsaved > 0 && !(isLittle && age.compareTo(BETWEEN_SAVES) < 0);
    }

    private boolean save(Duration lease) throws SQLException {
        savedAt = System.nanoTime();
        unsaved = 0;
        return ledger.save(epoch, acknowledged, highestId, drainRate.perSecond(), lease);
    }

    private void awaitNext(Duration atMost) {
        try {
            flights.element().await(atMost.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            isOn = false;
        }
    }

    /** Ends the term. If nothing has failed, what is under way may still land, and the lane is free at once. */
    @Override
    public void close() throws SQLException {
        var limit = System.nanoTime() + LANDING_LIMIT.toNanos();
        while (isOn && !flights.isEmpty() && failure.get() == null && System.nanoTime() < limit) {
            awaitNext(Duration.ofMillis(50));
            land();
        }
        producer.close(Duration.ZERO);
        save(Duration.ZERO);
    }
}
