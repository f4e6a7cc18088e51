package dev.tandem.messaging.inbox;

import static java.util.Objects.requireNonNull;

import dev.tandem.messaging.MessagingSettings;
import dev.tandem.messaging.deadletter.DeadLetter;
import dev.tandem.messaging.deadletter.DeadLetter.State;
import dev.tandem.messaging.deadletter.DeadLetterStore;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.CommonDelegatingErrorHandler;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ConsumerRecordRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;
import org.springframework.util.backoff.FixedBackOff;

/**
 * The error handling of the consumers. A failed message is tried again in place, with growing pauses; after {@code
 * maxAttempts} it becomes a dead letter. During an outage of the database no attempt is counted, and no message becomes
 * a dead letter.
 */
final class ConsumerErrors {

    private static final Logger log = LoggerFactory.getLogger(ConsumerErrors.class);
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long JITTER_MILLIS = 50;
    private static final long PAUSE_OF_OUTAGE_MILLIS = 1_000;

    private ConsumerErrors() {}

    /** The database failed, or Kafka did not tell the id of a topic: the message is not to blame. */
    static final class OutageException extends BatchListenerFailedException {

        private static final long serialVersionUID = 1L;

        OutageException(Throwable cause, ConsumerRecord<?, ?> message) {
            super(
                    "the database does not answer or blocks all work, or Kafka does not tell the id of a topic",
                    cause,
                    message);
        }
    }

    static CommonErrorHandler handler(DeadLetterStore deadLetters, TopicIds topicIds, MessagingSettings settings) {
        var handler = new CommonDelegatingErrorHandler(boundedAttempts(deadLetters, topicIds, settings));
        handler.setCauseChainTraversing(true);
        handler.addDelegate(OutageException.class, unlimitedAttempts());
        return handler;
    }

    private static DefaultErrorHandler unlimitedAttempts() {
        var handler =
                new DefaultErrorHandler(new FixedBackOff(PAUSE_OF_OUTAGE_MILLIS, FixedBackOff.UNLIMITED_ATTEMPTS));
        handler.setClassifications(Map.of(), true);
        return logging(handler);
    }

    private static DefaultErrorHandler boundedAttempts(
            DeadLetterStore deadLetters, TopicIds topicIds, MessagingSettings settings) {
        var pauses = new ExponentialBackOff(FIRST_PAUSE_MILLIS, 2);
        pauses.setMaxInterval(settings.maxBackOff().toMillis());
        pauses.setJitter(JITTER_MILLIS);
        // The back-off does not count the first attempt.
        pauses.setMaxAttempts(settings.maxAttempts() - 1L);
        var handler = new CountingErrorHandler(
                (message, failure) ->
                        deadLetters.add(deadLetter(message, topicIds.of(message.topic()), failure, settings)),
                pauses);
        // Replaces Spring's own list of exceptions that are not retried.
        handler.setClassifications(Map.of(), true);
        return logging(handler);
    }

    /**
     * Logs each failed attempt in one line, without a stack trace; that of the last attempt is stored with the dead
     * letter.
     */
    private static DefaultErrorHandler logging(DefaultErrorHandler handler) {
        handler.setLogLevel(KafkaException.Level.DEBUG);
        handler.setRetryListeners((message, failure, attempt) -> log.warn(
                "message {}-{}@{} not handled at attempt {}: {}",
                message.topic(),
                message.partition(),
                message.offset(),
                attempt,
                causeOf(requireNonNull(failure)).toString()));
        return handler;
    }

    /** Keeps the count of a message's attempts while batches from other partitions succeed in between. */
    private static final class CountingErrorHandler extends DefaultErrorHandler {

        CountingErrorHandler(ConsumerRecordRecoverer recoverer, BackOff pauses) {
            super(recoverer, pauses);
        }

        @Override
        public void clearThreadState() {
            // The count is dropped with the next failure in its partition.
        }
    }

    @SuppressWarnings("unchecked") // the deserializers are those of the auto-configuration
    private static DeadLetter deadLetter(
            ConsumerRecord<?, ?> message, String topicId, Throwable failure, MessagingSettings settings) {
        return DeadLetter.unhandled(
                message.topic(),
                topicId,
                (ConsumerRecord<String, byte[]>) message,
                State.DEAD,
                settings.maxAttempts(),
                causeOf(failure));
    }

    /** The exception that the handler threw, without its wrappers. */
    private static Throwable causeOf(Throwable failure) {
        var cause = failure;
        while (!(cause instanceof BatchListenerFailedException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getCause() == null ? cause : cause.getCause();
    }
}
