package dev.tandem.messaging.inbox;

import dev.tandem.contracts.Message;
import dev.tandem.messaging.Inbox;
import dev.tandem.messaging.inbox.MessageReader.Arrival;
import dev.tandem.messaging.inbox.MessageReader.Known;
import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Handles messages that have arrived together in as few transactions as possible, each with the inbox entries of its
 * messages. A transaction has at most fifty messages, fewer if the last one took longer than 100 ms, and waits only
 * briefly for a lock, so that those that it holds keep no customer waiting.
 */
final class BatchHandling<M extends Message> {

    private static final int MOST = 50;
    private static final Duration LONG = Duration.ofMillis(100);

    private final Subscription<M> subscription;
    private final Inbox inbox;
    private final TransactionOperations transactions;
    private final LockTimeouts lockTimeouts;
    private final Clock clock;
    private final Map<TopicPartition, Long> failedLast = new ConcurrentHashMap<>();
    private int size = MOST;

    BatchHandling(
            Subscription<M> subscription,
            Inbox inbox,
            TransactionOperations transactions,
            LockTimeouts lockTimeouts,
            Clock clock) {
        this.subscription = subscription;
        this.inbox = inbox;
        this.transactions = transactions;
        this.lockTimeouts = lockTimeouts;
        this.clock = clock;
    }

    /** Notes that a message has failed: when it arrives again, it shares no transaction with others. */
    void noteFailed(ConsumerRecord<?, ?> message) {
        failedLast.put(partitionOf(message), message.offset());
    }

    boolean canShare(List<Arrival<M>> arrivals) {
        return arrivals.size() > 1 && arrivals.stream().map(Arrival::source).noneMatch(this::hasFailedLast);
    }

    private boolean hasFailedLast(ConsumerRecord<?, ?> message) {
        return failedLast.getOrDefault(partitionOf(message), -1L) == message.offset();
    }

    private static TopicPartition partitionOf(ConsumerRecord<?, ?> message) {
        return new TopicPartition(message.topic(), message.partition());
    }

    /** Handles all messages in their order. If it fails, those before the failed transaction have been handled. */
    void handle(List<Arrival<M>> arrivals, Consumer<Arrival<M>> work) {
        var rest = arrivals;
        while (!rest.isEmpty()) {
            var batch = rest.subList(0, Math.min(size, rest.size()));
            var begin = clock.monotonicTime();
            try {
                transactions.executeWithoutResult(_ -> handleNew(batch, work));
            } finally {
                size = sizeAfter(Duration.ofNanos(clock.monotonicTime() - begin), batch.size());
            }
            rest = rest.subList(batch.size(), rest.size());
        }
    }

    private int sizeAfter(Duration taken, int handled) {
        return taken.compareTo(LONG) > 0 ? Math.max(1, handled / 2) : Math.min(MOST, size * 2);
    }

    /** Handles only the first of several versions of a fact, which have the same id. */
    private void handleNew(List<Arrival<M>> batch, Consumer<Arrival<M>> work) {
        var receipts =
                batch.stream().map(BatchHandling::known).map(Known::receipt).toList();
        var unknown = new HashSet<>(inbox.remember(subscription.consumer(), receipts));
        var left = batch.stream()
                .filter(arrival -> unknown.remove(known(arrival).receipt().id()))
                .toList();
        lockTimeouts.applyBrief();
        subscription
                .handler()
                .prepare(left.stream().map(arrival -> known(arrival).content()).toList());
        left.forEach(work);
    }

    private static <M extends Message> Known<M> known(Arrival<M> arrival) {
        return arrival.message().orElseThrow();
    }
}
