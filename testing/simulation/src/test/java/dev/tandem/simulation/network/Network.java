package dev.tandem.simulation.network;

import dev.tandem.context.Deadline;
import dev.tandem.context.DeadlineExceededException;
import dev.tandem.simulation.engine.Crash;
import dev.tandem.simulation.engine.Fault;
import dev.tandem.simulation.engine.Instance;
import dev.tandem.simulation.engine.Service;
import dev.tandem.simulation.engine.Stage;
import dev.tandem.simulation.engine.Task;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls between processes. The callee works independently: it continues when its caller has given up or died, and
 * starts when a slow request arrives, which may be long afterwards.
 */
public final class Network {

    private static final Duration HOP = Duration.ofMillis(4);

    private final Stage stage;
    private final Consumer<RuntimeException> unexpected;

    public Network(Stage stage, Consumer<RuntimeException> unexpected) {
        this.stage = stage;
        this.unexpected = unexpected;
    }

    /** There is no answer, or an error, or one that comes too late: the work may or may not be done, now or later. */
    public static final class NoAnswerException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NoAnswerException() {
            super("no answer");
        }
    }

    /**
     * Has another service do some work, and waits for the outcome, but no longer than our own caller waits for us. The
     * callee receives the time left.
     *
     * @throws NoAnswerException if that takes too long, or fails
     * @throws DeadlineExceededException if the caller no longer waits
     */
    <T> T call(Service callee, Duration longest, String what, Supplier<T> work) {
        stage.life().step();
        Deadline.requireNotExceeded();
        var timeout = Deadline.current()
                .map(Deadline::left)
                .filter(left -> left.compareTo(longest) < 0)
                .orElse(longest);
        var exchange = new Exchange<T>(stage.time().current());
        if (stage.chaos().happens(Fault.LOST_REQUEST)) {
            stage.trace().add(callee.name(), "never receives %s", what);
        } else {
            stage.time()
                    .after(
                            stage.chaos().delay(HOP, Fault.SLOW_CALL),
                            () -> arrive(
                                    callee,
                                    what,
                                    exchange,
                                    () -> Deadline.in(timeout, stage.time()).call(work::get)));
        }
        stage.time().sleep(timeout);
        var answer = exchange.close();
        stage.life().step();
        return answer.orElseThrow(NoAnswerException::new);
    }

    private <T> void arrive(Service callee, String what, Exchange<T> exchange, Supplier<T> work) {
        if (!callee.start(instance -> serve(instance, what, exchange, work))) {
            exchange.breakOff();
        }
    }

    private <T> void serve(Instance instance, String what, Exchange<T> exchange, Supplier<T> work) {
        try {
            stage.life().mayEnd();
            answer(instance, what, exchange, work);
        } catch (Crash crash) {
            stage.time().after(HOP, exchange::breakOff);
            throw crash;
        }
    }

    private <T> void answer(Instance instance, String what, Exchange<T> exchange, Supplier<T> work) {
        try {
            breakSometimes();
            var result = work.get();
            breakSometimes();
            stage.trace().add(instance.name(), "answers %s: %s", what, result);
            send(() -> exchange.answer(result));
        } catch (RuntimeException failure) {
            stage.trace().add(instance.name(), "cannot answer %s: %s", what, failure);
            unexpected.accept(failure);
            send(exchange::breakOff);
        }
    }

    private void breakSometimes() {
        if (stage.chaos().happens(Fault.BROKEN_CALL)) {
            throw new NoAnswerException();
        }
    }

    private void send(Runnable answer) {
        if (!stage.chaos().happens(Fault.LOST_ANSWER)) {
            stage.time().after(stage.chaos().delay(HOP, Fault.SLOW_CALL), answer);
        }
    }

    /** An answer that a caller waits for. */
    private final class Exchange<T> {

        private final Task caller;
        private @Nullable T answer;
        private boolean closed;

        Exchange(Task caller) {
            this.caller = caller;
        }

        void answer(T result) {
            if (!closed) {
                answer = result;
                breakOff();
            }
        }

        void breakOff() {
            if (!closed) {
                closed = true;
                stage.time().wake(caller);
            }
        }

        Optional<T> close() {
            closed = true;
            return Optional.ofNullable(answer);
        }
    }
}
