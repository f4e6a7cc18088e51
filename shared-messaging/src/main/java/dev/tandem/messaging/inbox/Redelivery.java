package dev.tandem.messaging.inbox;

import static java.util.Objects.requireNonNull;

import dev.tandem.database.DatabaseFailure;
import dev.tandem.messaging.MessagingSettings;
import dev.tandem.messaging.deadletter.DeadLetter;
import dev.tandem.messaging.deadletter.DeadLetterStore;
import dev.tandem.messaging.wire.UndecodableMessageException;
import dev.tandem.messaging.worker.FailureLog;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Redelivers to their handlers the dead letters that operators have replayed, and then those that waited behind them,
 * in order. Those that wait for a lock are tried in turn until they get it. Any number of instances may do this, each
 * on different keys, and none faster than {@code replaysPerSecond}.
 */
final class Redelivery implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Redelivery.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final DeadLetterStore deadLetters;
    private final Map<String, IncomingMessages<?>> consumers;
    private final TransactionOperations transactions;
    private final DatabaseCheck database;
    private final Duration pause;
    private final int maxAttempts;
    private final Set<Long> lockedSinceRest = new HashSet<>();
    private final Semaphore stop = new Semaphore(0);
    private @Nullable Thread worker;

    Redelivery(
            DeadLetterStore deadLetters,
            List<IncomingMessages<?>> incoming,
            TransactionOperations transactions,
            DatabaseCheck database,
            MessagingSettings settings) {
        this.deadLetters = deadLetters;
        this.consumers = incoming.stream().collect(Collectors.toMap(IncomingMessages::consumer, Function.identity()));
        this.transactions = transactions;
        this.database = database;
        this.pause = Duration.ofSeconds(1).dividedBy(settings.replaysPerSecond());
        this.maxAttempts = settings.maxAttempts();
    }

    @Override
    public void start() {
        stop.drainPermits();
        worker = Thread.ofPlatform().name("redelivery").daemon().start(this::run);
    }

    @Override
    public void stop() {
        stop.release();
        try {
            if (worker != null) {
                worker.join(Duration.ofSeconds(5));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        worker = null;
    }

    @Override
    public boolean isRunning() {
        return worker != null;
    }

    private void run() {
        try {
            var rest = BETWEEN_LOOKS;
            while (!stop.tryAcquire(rest.toNanos(), TimeUnit.NANOSECONDS)) {
                rest = redeliverNextOrLog() ? pause : longRest();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration longRest() {
        lockedSinceRest.clear();
        return BETWEEN_LOOKS;
    }

    private boolean redeliverNextOrLog() {
        try {
            return redeliverNext();
        } catch (RuntimeException | Error failure) {
            FailureLog.warn(log, "cannot redeliver dead letters now", failure);
            return false;
        }
    }

    /** Returns whether there was a dead letter to redeliver. */
    private boolean redeliverNext() {
        var failing = new Attempt();
        try {
            return transactions.execute(_ -> {
                var next = deadLetters.lockReady(consumers.keySet());
                next.ifPresent(letter -> {
                    failing.letter = letter;
                    redeliver(letter);
                });
                return next.isPresent();
            });
        } catch (RuntimeException | Error failure) {
            if (failing.letter == null || DatabaseFailure.isOutage(failure) || !database.answers()) {
                throw failure;
            }
            return DatabaseFailure.isLocked(failure)
                    ? noteLock(failing.letter, failure)
                    : noteFailure(failing.letter, failure);
        }
    }

    /** Remembers which dead letter was being tried when an exception was thrown. */
    private static final class Attempt {

        private @Nullable DeadLetter letter;
    }

    private void redeliver(DeadLetter letter) {
        requireNonNull(consumers.get(letter.consumer())).handle(recordOf(letter));
        deadLetters.resolve(letter.id());
    }

    /**
     * Returns whether to continue at once. If this dead letter has met a lock twice since the last rest, all others
     * have had their turn, and it is time to rest.
     */
    private boolean noteLock(DeadLetter letter, Throwable locked) {
        log.debug("dead letter {} still meets a lock: {}", letter.id(), locked.toString());
        requireNonNull(consumers.get(letter.consumer())).noteLocked();
        deadLetters.moveBack(letter.id(), locked);
        return lockedSinceRest.add(letter.id());
    }

    /**
     * Returns whether to go on at once: a letter that is dead now is not tried again, but one that only waits is tried
     * after a rest.
     */
    private boolean noteFailure(DeadLetter letter, Throwable failure) {
        log.warn("dead letter {} failed again: {}", letter.id(), failure.toString());
        var isHopeless = failure instanceof UndecodableMessageException;
        deadLetters.failAgain(letter.id(), failure, isHopeless ? 1 : maxAttempts);
        return isHopeless || letter.state() == DeadLetter.State.READY;
    }

    private static ConsumerRecord<String, byte[]> recordOf(DeadLetter letter) {
        var headers = new RecordHeaders(letter.toRecord().headers());
        return new ConsumerRecord<>(
                letter.topic(),
                0,
                ConsumerRecord.NO_TIMESTAMP,
                letter.arrivedAt().toEpochMilli(),
                TimestampType.NO_TIMESTAMP_TYPE,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                letter.key(),
                letter.payload(),
                headers,
                Optional.empty());
    }
}
