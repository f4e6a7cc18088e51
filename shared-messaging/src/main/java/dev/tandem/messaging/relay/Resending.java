package dev.tandem.messaging.relay;

import static java.util.Objects.requireNonNull;

import dev.tandem.messaging.deadletter.DeadLetter;
import dev.tandem.messaging.deadletter.DeadLetterStore;
import dev.tandem.messaging.deadletter.ReadyLetters;
import dev.tandem.messaging.deadletter.ReadyLetters.Ready;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/**
 * Sends the messages among the dead letters that need not wait any longer, one by one. A term begins with it when it
 * has sent all messages that were in the outbox at its start: an earlier message of a subject may be among those.
 */
final class Resending {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Not more, since new messages wait meanwhile. */
    private static final int AT_ONCE = 20;

    private final DeadLetterStore deadLetters;
    private final ReadyLetters ready;
    private final RefusedMessages refused;
    private final UnavailableTopics topics;
    private final Deque<Ready> letters = new ArrayDeque<>();
    private @Nullable UUID lastKey;
    private long lookedAt = System.nanoTime();

    Resending(DeadLetterStore deadLetters, ReadyLetters ready, RefusedMessages refused, UnavailableTopics topics) {
        this.deadLetters = deadLetters;
        this.ready = ready;
        this.refused = refused;
        this.topics = topics;
    }

    /** Sends at most twenty messages. */
    void resendSome(Producer<String, byte[]> producer) {
        if (letters.isEmpty()) {
            look();
        }
        for (var i = 0; i < AT_ONCE && !letters.isEmpty(); i++) {
            resend(letters.remove(), producer);
        }
    }

    private void look() {
        if (!refused.isEmpty() && System.nanoTime() - lookedAt > BETWEEN_LOOKS.toNanos()) {
            lookedAt = System.nanoTime();
            var page = ready.look(DeadLetter.OUTBOX, lastKey);
            lastKey = page.lastKey();
            page.letters().stream()
                    .filter(letter -> refused.isInLane(requireNonNull(letter.subject())))
                    .forEach(letters::add);
        }
    }

    private void resend(Ready letter, Producer<String, byte[]> producer) {
        DeadLetter message;
        try {
            message = deadLetters.read(letter.id());
        } catch (RuntimeException unreadable) {
            deadLetters.failAgain(letter.id(), unreadable, 1);
            return;
        }
        if (!message.state().isTried()) { // an operator has discarded it since the look
            refused.noteSent(requireNonNull(message.key()));
        } else if (!topics.contains(message.topic())) { // otherwise it stays as it is
            send(message, producer);
        }
    }

    private void send(DeadLetter message, Producer<String, byte[]> producer) {
        try {
            producer.send(message.toRecord()).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            deadLetters.resolve(message.id());
            refused.noteSent(requireNonNull(message.key()));
            ready.next(message.id()).ifPresent(letters::addFirst);
        } catch (ExecutionException failed) {
            noteFailure(message, requireNonNull(failed.getCause()));
        } catch (TimeoutException slow) {
            throw new IllegalStateException("Kafka did not accept message " + message.messageId() + " in time", slow);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    private void noteFailure(DeadLetter message, Throwable failure) {
        if (RefusedMessages.isRefusal(failure)) {
            deadLetters.failAgain(message.id(), failure, 1);
        } else if (topics.isUnavailable(message.topic())) {
            deadLetters.moveBack(message.id(), failure);
        } else {
            throw new IllegalStateException("Kafka did not accept message " + message.messageId(), failure);
        }
    }
}
