package dev.tandem.messaging.inbox;

import static java.util.Objects.requireNonNull;

import dev.tandem.database.DatabaseFailure;
import dev.tandem.messaging.deadletter.DeadLetter;
import dev.tandem.messaging.deadletter.ReadyLetters.Ready;
import dev.tandem.messaging.deadletter.UnhandledMessages;
import dev.tandem.messaging.wire.UndecodableMessageException;
import dev.tandem.messaging.worker.DatabaseCheck;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/** Hands a dead letter to its handler once more. */
final class LetterHandling {

    private static final Logger log = LoggerFactory.getLogger(LetterHandling.class);

    private final UnhandledMessages deadLetters;
    private final LongPredicate lock;
    private final Map<String, IncomingMessages<?>> consumers;
    private final TransactionOperations transactions;
    private final DatabaseCheck database;
    private final int maxAttempts;

    /**
     * Creates the handling for the consumers of a service.
     *
     * @param lock locks a letter for the current transaction; false if another instance has it
     */
    LetterHandling(
            UnhandledMessages deadLetters,
            LongPredicate lock,
            List<IncomingMessages<?>> incoming,
            TransactionOperations transactions,
            DatabaseCheck database,
            int maxAttempts) {
        this.deadLetters = deadLetters;
        this.lock = lock;
        this.consumers = incoming.stream().collect(Collectors.toMap(IncomingMessages::consumer, Function.identity()));
        this.transactions = transactions;
        this.database = database;
        this.maxAttempts = maxAttempts;
    }

    /**
     * Handles a letter and closes it, in one transaction. If that fails, the letter keeps the failure: whatever is
     * wrong with one letter does not stop the others.
     *
     * @return whether it was handled; false, too, if another instance has it
     * @throws RuntimeException if the database does not answer
     */
    boolean handle(Ready letter) {
        try {
            return transactions.execute(_ -> {
                var isMine = lock.test(letter.id());
                if (isMine) {
                    consumerOf(letter).handle(recordOf(deadLetters.read(letter.id())));
                    deadLetters.resolve(letter.id());
                }
                return isMine;
            });
        } catch (RuntimeException | Error failure) {
            if (DatabaseFailure.isOutage(failure) || !database.answers()) {
                throw failure;
            }
            noteFailure(letter, failure);
            return false;
        }
    }

    private IncomingMessages<?> consumerOf(Ready letter) {
        return requireNonNull(consumers.get(letter.consumer()));
    }

    private void noteFailure(Ready letter, Throwable failure) {
        if (DatabaseFailure.isLocked(failure)) {
            log.debug("dead letter {} still meets a lock: {}", letter.id(), failure.toString());
            consumerOf(letter).noteLocked();
            deadLetters.moveBack(letter.id(), failure);
        } else {
            log.warn("dead letter {} failed again: {}", letter.id(), failure.toString());
            var isHopeless = failure instanceof UndecodableMessageException;
            deadLetters.failAgain(letter.id(), failure, isHopeless ? 1 : maxAttempts);
        }
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
