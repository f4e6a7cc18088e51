package dev.tandem.messaging.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.messaging.LogLines;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerTests {

    private static final Duration LONG = Duration.ofMinutes(10);

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, StackOverflowError.class, Exception.class})
    void goes_on_after_any_failure(Class<? extends Throwable> failure) {
        var runs = new AtomicInteger();
        var worker = new Worker("test", _ -> {
            runs.incrementAndGet();
            var thrown = failure.getDeclaredConstructor().newInstance();
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (Exception) thrown;
        });
        worker.start();
        try {
            await().until(() -> runs.get() > 1);
        } finally {
            worker.stop(LONG);
        }
    }

    @Test
    void ends_its_rest_when_it_is_stopped() {
        var isAtRest = new CountDownLatch(1);
        var ended = new AtomicBoolean();
        var worker = new Worker("test", rest -> {
            isAtRest.countDown();
            ended.set(!rest.isOver(LONG));
        });
        worker.start();
        await().until(() -> isAtRest.getCount() == 0);

        worker.stop(LONG);

        assertThat(ended).isTrue();
        assertThat(worker.isRunning()).isFalse();
    }

    @Test
    void is_interrupted_if_it_does_not_stop_in_time() {
        var interrupted = new AtomicBoolean();
        var begun = new CountDownLatch(1);
        var worker = new Worker("test", _ -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException expected) {
                interrupted.set(true);
                throw expected;
            }
        });
        worker.start();
        await().until(() -> begun.getCount() == 0);

        worker.stop(Duration.ofMillis(10));

        await().untilTrue(interrupted);
    }

    @Test
    void works_again_after_it_was_stopped() {
        var runs = new AtomicInteger();
        var worker = new Worker("test", rest -> {
            runs.incrementAndGet();
            rest.isOver(LONG);
        });
        worker.start();
        await().until(() -> runs.get() == 1);
        worker.stop(LONG);

        worker.start();
        await().until(() -> runs.get() == 2);
        worker.stop(LONG);
    }

    @Test
    void does_not_announce_another_attempt_after_it_was_stopped() {
        var isAtWork = new CountDownLatch(1);
        var worker = new Worker("test", rest -> {
            isAtWork.countDown();
            rest.isOver(LONG);
            throw new IllegalStateException("no answer");
        });
        try (var log = LogLines.of(Worker.class)) {
            worker.start();
            await().until(() -> isAtWork.getCount() == 0);
            worker.stop(LONG);

            assertThat(log.lines()).isEmpty();
        }
    }
}
