package dev.tandem.simulation.network;

import dev.tandem.context.Deadline;
import dev.tandem.context.DeadlineExceededException;
import dev.tandem.simulation.engine.Crash;
import dev.tandem.simulation.engine.Environment;
import dev.tandem.simulation.engine.Fault;
import dev.tandem.simulation.engine.Instance;
import dev.tandem.simulation.engine.Service;
import dev.tandem.simulation.engine.Task;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls between processes. The callee works independently: it continues after its caller has given up or crashed, and
 * it starts when a slow request arrives, which may be long afterwards.
 */
public final class Network {

    private static final Duration LATENCY = Duration.ofMillis(4);

    private final Environment environment;
    private final Consumer<RuntimeException> unexpected;

    public Network(Environment environment, Consumer<RuntimeException> unexpected) {
        this.environment = environment;
        this.unexpected = unexpected;
    }

    /** The answer is missing, late, or an error: the callee may have done the work, or may still do it. */
    public static final class NoAnswerException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NoAnswerException() {
            super("no answer");
        }
    }

    /**
     * Lets another service do some work, and waits for its answer until the timeout or the current deadline, whichever
     * is earlier. The callee receives the time left.
     *
     * @throws NoAnswerException if no answer arrives in time, or if it is an error
     * @throws DeadlineExceededException if the deadline has already passed
     */
    <T> T call(Service callee, Duration timeout, String what, Supplier<T> work) {
        environment.interruptions().mayPauseOrCrash();
        Deadline.requireNotExceeded();
        var timeLeft = Deadline.current()
                .map(Deadline::left)
                .filter(left -> left.compareTo(timeout) < 0)
                .orElse(timeout);
        var pending = new PendingAnswer<T>(environment.time().current());
        if (environment.chaos().happens(Fault.LOST_REQUEST)) {
            environment.trace().add(callee.name(), "never receives %s", what);
        } else {
            environment
                    .time()
                    .after(
                            environment.chaos().delay(LATENCY, Fault.SLOW_CALL),
                            () -> arrive(
                                    callee,
                                    what,
                                    pending,
                                    () -> Deadline.in(timeLeft, environment.time())
                                            .call(work::get)));
        }
        environment.time().sleep(timeLeft);
        var answer = pending.close();
        environment.interruptions().mayPauseOrCrash();
        return answer.orElseThrow(NoAnswerException::new);
    }

    private <T> void arrive(Service callee, String what, PendingAnswer<T> pending, Supplier<T> work) {
        if (!callee.start(instance -> serve(instance, what, pending, work))) {
            pending.fail();
        }
    }

    private <T> void serve(Instance instance, String what, PendingAnswer<T> pending, Supplier<T> work) {
        try {
            environment.interruptions().mayCrash();
            answer(instance, what, pending, work);
        } catch (Crash crash) {
            environment.time().after(LATENCY, pending::fail);
            throw crash;
        }
    }

    private <T> void answer(Instance instance, String what, PendingAnswer<T> pending, Supplier<T> work) {
        try {
            mayFail();
            var result = work.get();
            mayFail();
            environment.trace().add(instance.name(), "answers %s: %s", what, result);
            send(() -> pending.answer(result));
        } catch (RuntimeException failure) {
            environment.trace().add(instance.name(), "cannot answer %s: %s", what, failure);
            unexpected.accept(failure);
            send(pending::fail);
        }
    }

    private void mayFail() {
        if (environment.chaos().happens(Fault.FAILED_CALL)) {
            throw new NoAnswerException();
        }
    }

    private void send(Runnable answer) {
        if (!environment.chaos().happens(Fault.LOST_ANSWER)) {
            environment.time().after(environment.chaos().delay(LATENCY, Fault.SLOW_CALL), answer);
        }
    }

    /** The answer that a caller waits for. */
    private final class PendingAnswer<T> {

        private final Task caller;
        private @Nullable T answer;
        private boolean closed;

        PendingAnswer(Task caller) {
            this.caller = caller;
        }

        void answer(T result) {
            if (!closed) {
                answer = result;
                fail();
            }
        }

        void fail() {
            if (!closed) {
                closed = true;
                environment.time().wake(caller);
            }
        }

        Optional<T> close() {
            closed = true;
            return Optional.ofNullable(answer);
        }
    }
}
