package dev.tandem.inventory.application;

import dev.tandem.context.Deadline;
import dev.tandem.context.DeadlineExceededException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * A request whose caller waits. Either the work begins with it, or its caller takes it back: whichever is first.
 */
final class Pending<R, A> {

    private final R request;
    private final AtomicBoolean taken = new AtomicBoolean();
    private final CompletableFuture<Supplier<A>> answer = new CompletableFuture<>();

    Pending(R request) {
        this.request = request;
    }

    R request() {
        return request;
    }

    /** Begins the work; returns false if the caller does not wait any more. */
    boolean begin() {
        return taken.compareAndSet(false, true);
    }

    void answer(A given) {
        finish(() -> given);
    }

    void fail(RuntimeException failure) {
        finish(() -> {
            throw failure;
        });
    }

    boolean isTaken() {
        return taken.get();
    }

    boolean isAnswered() {
        return answer.isDone();
    }

    /** Lets the caller do the rest, unless it has its answer. */
    void finish(Supplier<A> rest) {
        answer.complete(rest);
    }

    /**
     * Waits for the answer, or for what the caller has to do in order to get it.
     *
     * @throws DeadlineExceededException if the deadline ends before the work begins
     * @throws CannotCreateTransactionException if the caller is interrupted before the work begins
     */
    Supplier<A> await() {
        try {
            var deadline = Deadline.current();
            return deadline.isPresent()
                    ? answer.get(deadline.get().left().toMillis(), TimeUnit.MILLISECONDS)
                    : answer.get();
        } catch (TimeoutException over) {
            return orElseThrow(new DeadlineExceededException());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return orElseThrow(new CannotCreateTransactionException("interrupted while waiting", interrupted));
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Takes the request back; if the work has begun, waits for the answer, however long that takes. */
    private Supplier<A> orElseThrow(RuntimeException failure) {
        if (begin()) {
            throw failure;
        }
        return answer.join();
    }
}
