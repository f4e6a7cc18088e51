package dev.tandem.inventory.application;

import dev.tandem.context.DeadlineExceededException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Combines requests that need the same rows, so that the rows are locked once for many of them (ADR 0018).
 *
 * <p>A request is worked on at once, on the thread of its caller, if none of its keys is busy; its keys are busy then.
 * Otherwise it waits in the queue of its first busy key. When the work on a key ends, all that wait there are worked on
 * together, in the order of their arrival and up to a limit, while the next ones gather; one that waits by itself is
 * worked on by its caller. There is no timer: no request waits for later ones.
 *
 * <p>A waiting request belongs to its caller until the work {@link Pending#begin begins} with it. Before that, a caller
 * whose deadline ends takes it back, and nothing is done; after that, the caller waits for the answer. Requests that
 * the work leaves unanswered, because it fails, say, are worked on alone by their callers.
 */
final class Combiner<R, A> {

    private static final Logger log = LoggerFactory.getLogger(Combiner.class);

    private final Function<R, A> alone;
    private final Consumer<List<Pending<R, A>>> together;
    private final int most;
    private final Semaphore permits;
    private final Map<String, Queue<Pending<R, A>>> busy = new HashMap<>();

    /**
     * Combines nothing if {@code most} is 1.
     *
     * @param alone answers one request
     * @param together begins with and answers several requests, in the order of their arrival
     * @param most how many requests are worked on together
     * @param atOnce how many groups of requests are worked on at once; those of other keys wait
     */
    Combiner(Function<R, A> alone, Consumer<List<Pending<R, A>>> together, int most, int atOnce) {
        this.alone = alone;
        this.together = together;
        this.most = most;
        this.permits = new Semaphore(atOnce, true);
    }

    /**
     * Answers a request.
     *
     * @throws DeadlineExceededException if the deadline of the caller ends while the request waits; nothing is done
     * @throws CannotCreateTransactionException if the caller is interrupted while the request waits; nothing is done
     */
    A answer(List<String> keys, R request) {
        var pending = new Pending<R, A>(request);
        if (most == 1) {
            return alone.apply(request);
        }
        return joins(keys, pending) ? pending.await().get() : answerAlone(keys, request);
    }

    synchronized boolean isIdle(String key) {
        return !busy.containsKey(key);
    }

    /** Joins the queue of the first busy key; makes all keys busy if there is none, and returns false. */
    private synchronized boolean joins(List<String> keys, Pending<R, A> pending) {
        var queue = keys.stream().map(busy::get).filter(Objects::nonNull).findFirst();
        queue.ifPresentOrElse(
                waiting -> waiting.add(pending), () -> keys.forEach(key -> busy.put(key, new ArrayDeque<>())));
        return queue.isPresent();
    }

    private A answerAlone(List<String> keys, R request) {
        try {
            return alone.apply(request);
        } finally {
            keys.forEach(this::goOn);
        }
    }

    /** Goes on with those that wait for the key. */
    private void goOn(String key) {
        var waiting = waiting(key);
        if (waiting.size() > 1) {
            Thread.ofVirtual().name("combiner").start(() -> answerTogether(key));
        } else if (!waiting.isEmpty()) {
            var single = waiting.getFirst();
            if (single.begin()) {
                single.finish(() -> answerAlone(List.of(key), single.request()));
            } else {
                goOn(key);
            }
        }
    }

    /** The requests that wait for the key. Makes the key idle if there are none. */
    private synchronized List<Pending<R, A>> waiting(String key) {
        var queue = queue(key);
        if (queue.isEmpty()) {
            busy.remove(key);
        }
        return List.copyOf(queue);
    }

    private void answerTogether(String key) {
        permits.acquireUninterruptibly();
        var requests = take(key);
        try {
            together.accept(requests);
        } catch (RuntimeException | Error failure) {
            log.warn("{} requests cannot be worked on together, so each is alone: {}", requests.size(), "" + failure);
        } finally {
            permits.release();
            requests.forEach(pending -> pending.finish(() -> alone.apply(pending.request())));
            goOn(key);
        }
    }

    private synchronized List<Pending<R, A>> take(String key) {
        var queue = queue(key);
        var taken = new ArrayList<Pending<R, A>>();
        while (taken.size() < most && !queue.isEmpty()) {
            taken.add(queue.remove());
        }
        return taken;
    }

    /** Those whose callers still wait, and with whom no work has begun. */
    private Queue<Pending<R, A>> queue(String key) {
        var queue = Objects.requireNonNull(busy.get(key), key);
        queue.removeIf(Pending::isTaken);
        return queue;
    }
}
