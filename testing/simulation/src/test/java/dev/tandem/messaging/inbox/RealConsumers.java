package dev.tandem.messaging.inbox;

import static java.util.Objects.requireNonNull;

import dev.tandem.contracts.Message;
import dev.tandem.messaging.Inbox;
import dev.tandem.messaging.MessageHandler;
import dev.tandem.messaging.deadletter.ReadyLetters.Ready;
import dev.tandem.messaging.deadletter.UnhandledMessages;
import dev.tandem.messaging.inbox.ConsumerErrors.OutageException;
import dev.tandem.messaging.wire.MessageContext;
import dev.tandem.messaging.worker.DatabaseCheck;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The consumers of one service, made of the classes that its listeners and its redelivery run. Only their stores, their
 * transactions and their time are given. This class is in the package of those classes because no other may use them.
 */
public final class RealConsumers {

    private final List<Subscription<?>> subscriptions;
    private final Surroundings surroundings;
    private Map<String, IncomingMessages<?>> incoming;
    private LetterHandling letters;

    /**
     * What the consumers use.
     *
     * @param lockLetter locks a letter for the current transaction; false if it cannot be tried any more
     * @param decoder finds the message of a payload
     * @param maxAttempts after how many attempts a letter that waits becomes a dead one
     * @param meters also measures how long a batch takes
     */
    public record Surroundings(
            Inbox inbox,
            UnhandledMessages letters,
            LongPredicate lockLetter,
            Function<byte[], Message> decoder,
            TransactionOperations transactions,
            DatabaseCheck database,
            int maxAttempts,
            MeterRegistry meters) {}

    /** Replaces each handler by one that observes it. */
    public interface Observer {

        <M extends Message> MessageHandler<M> observed(MessageHandler<M> handler);
    }

    public RealConsumers(List<MessageHandler<?>> handlers, Observer observer, Surroundings surroundings) {
        this.subscriptions = handlers.stream()
                .<Subscription<?>>map(handler -> subscription(handler, observer))
                .toList();
        this.surroundings = surroundings;
        this.incoming = incoming();
        this.letters = letters();
    }

    private static <M extends Message> Subscription<M> subscription(MessageHandler<M> handler, Observer observer) {
        var real = Subscription.of(handler);
        return new Subscription<>(real.consumer(), observer.observed(handler), real.messages());
    }

    /** Forgets what a process keeps in memory. */
    public void restart() {
        incoming = incoming();
        letters = letters();
    }

    private Map<String, IncomingMessages<?>> incoming() {
        return subscriptions.stream().collect(Collectors.toMap(Subscription::consumer, this::incoming));
    }

    private <M extends Message> IncomingMessages<M> incoming(Subscription<M> subscription) {
        return new IncomingMessages<>(
                subscription,
                surroundings.inbox(),
                surroundings.letters(),
                topic -> "the only " + topic,
                (payload, _) -> surroundings.decoder().apply(requireNonNull(payload)),
                new MessageContext(Tracer.NOOP, Propagator.NOOP),
                surroundings.transactions(),
                surroundings.database(),
                new LockTimeouts(_ -> {}),
                surroundings.meters());
    }

    private LetterHandling letters() {
        return new LetterHandling(
                surroundings.letters(),
                surroundings.lockLetter(),
                List.copyOf(incoming.values()),
                surroundings.transactions(),
                surroundings.database(),
                surroundings.maxAttempts());
    }

    /** The topics that the service consumes; each is also the name of its consumer. */
    public Set<String> topics() {
        return incoming.keySet();
    }

    /**
     * Handles the messages of a poll.
     *
     * @throws BatchListenerFailedException if a message fails; those before it are handled
     */
    public void receive(String topic, List<ConsumerRecord<String, byte[]>> poll) {
        requireNonNull(incoming.get(topic)).receive(poll);
    }

    /** Whether a failed message is tried again without an end, because it is not to blame. */
    public static boolean isOutage(BatchListenerFailedException failure) {
        return failure instanceof OutageException;
    }

    /** Hands a letter to its handler once more, and returns whether it was handled. */
    public boolean redeliver(Ready letter) {
        return letters.handle(letter);
    }
}
