package dev.tandem.messaging.inbox;

import dev.tandem.messaging.MessagingSettings;
import dev.tandem.messaging.deadletter.ReadyLetters;
import dev.tandem.messaging.deadletter.ReadyLetters.Ready;
import dev.tandem.messaging.deadletter.UnhandledMessages;
import dev.tandem.messaging.worker.DatabaseCheck;
import dev.tandem.messaging.worker.Worker;
import dev.tandem.messaging.worker.Worker.Rest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Redelivers to their handlers the dead letters that operators have replayed, and then those that waited behind them,
 * in order. Those that wait for a lock are tried in turn until they get it. Any number of instances may do this, each
 * on different keys, and none faster than {@code replaysPerSecond}.
 */
final class Redelivery implements SmartLifecycle {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    /** Behind one key there may be any number of letters: after so many of them it looks for others again. */
    private static final int MOST_FOLLOWERS = 200;

    private final ReadyLetters ready;
    private final List<String> consumers;
    private final LetterHandling handling;
    private final Duration pause;
    private final Map<String, UUID> lastKeys = new HashMap<>();
    private final Worker worker = new Worker("redelivery", this::redeliverWhileRunning);

    Redelivery(
            UnhandledMessages deadLetters,
            ReadyLetters ready,
            List<IncomingMessages<?>> incoming,
            TransactionOperations transactions,
            DatabaseCheck database,
            MessagingSettings settings) {
        this(
                ready,
                incoming.stream().map(IncomingMessages::consumer).toList(),
                new LetterHandling(deadLetters, ready::lock, incoming, transactions, database, settings.maxAttempts()),
                Duration.ofSeconds(1).dividedBy(settings.replaysPerSecond()));
    }

    Redelivery(ReadyLetters ready, List<String> consumers, LetterHandling handling, Duration pause) {
        this.ready = ready;
        this.consumers = consumers;
        this.handling = handling;
        this.pause = pause;
    }

    @Override
    public void start() {
        worker.start();
    }

    @Override
    public void stop() {
        worker.stop(STOP_LIMIT);
    }

    @Override
    public boolean isRunning() {
        return worker.isRunning();
    }

    private void redeliverWhileRunning(Rest rest) throws InterruptedException {
        while (rest.isOver(BETWEEN_LOOKS)) {
            var isMore = true;
            while (isMore) {
                isMore = redeliver(look(), rest) && rest.isOver(pause);
            }
        }
    }

    private Queue<Ready> look() {
        var found = new ArrayDeque<Ready>();
        for (var consumer : consumers) {
            var page = ready.look(consumer, lastKeys.get(consumer));
            lastKeys.compute(consumer, (_, _) -> page.lastKey());
            found.addAll(page.letters());
        }
        return found;
    }

    /**
     * Tries all letters that were found, so that those that meet a lock keep no others waiting. Returns whether to look
     * for more at once: behind these letters, or at more keys.
     */
    private boolean redeliver(Queue<Ready> letters, Rest rest) throws InterruptedException {
        var isAnyFound = !letters.isEmpty();
        var handled = 0;
        while (!letters.isEmpty()) {
            var letter = letters.remove();
            if (handling.handle(letter) && handled++ < MOST_FOLLOWERS) {
                ready.next(letter.id()).ifPresent(letters::add);
            }
            if (!rest.isOver(pause)) {
                return false;
            }
        }
        return handled > 0 || (isAnyFound && !lastKeys.isEmpty());
    }
}
