package dev.tandem.messaging.worker;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A background thread that works until it is stopped. No failure ends the thread, not even an {@link Error}: the
 * failure is logged, and the work starts again a second later.
 */
public final class Worker {

    private static final Logger log = LoggerFactory.getLogger(Worker.class);
    private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(1);

    private final String name;
    private final Work work;
    private volatile @Nullable Run run;

    public Worker(String name, Work work) {
        this.name = name;
        this.work = work;
    }

    /** What the thread does. */
    @FunctionalInterface
    public interface Work {

        /** Works until a rest says that it is time to stop. */
        void run(Rest rest) throws Exception;
    }

    /** The pauses of the work, which end when the worker is stopped. */
    @FunctionalInterface
    public interface Rest {

        /** Returns false if the worker is to stop. */
        boolean isOver(Duration pause) throws InterruptedException;
    }

    public synchronized void start() {
        var started = new Run();
        run = started;
        started.thread.start();
    }

    /** Ends the worker's next pause, waits for the work to end, and interrupts the work if it takes too long. */
    public synchronized void stop(Duration atMost) {
        var stopping = run;
        run = null;
        if (stopping != null) {
            stopping.end(atMost);
        }
    }

    public boolean isRunning() {
        return run != null;
    }

    private final class Run {

        private final CountDownLatch stop = new CountDownLatch(1);
        private final Thread thread = Thread.ofPlatform().name(name).daemon().unstarted(this::workOn);

        private void workOn() {
            try {
                do {
                    workOrLog();
                } while (rest(REST_AFTER_FAILURE));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        private void workOrLog() throws InterruptedException {
            try {
                work.run(this::rest);
            } catch (InterruptedException interrupted) {
                throw interrupted;
            } catch (Exception | Error failure) {
                if (isStopping()) {
                    log.debug("{} failed after it was told to stop: {}", name, failure.toString());
                } else {
                    FailureLog.warn(log, name + " failed, will try again", failure);
                }
            }
        }

        private boolean isStopping() {
            return stop.getCount() == 0;
        }

        private boolean rest(Duration pause) throws InterruptedException {
            return !stop.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        }

        private void end(Duration atMost) {
            stop.countDown();
            try {
                if (!thread.join(atMost)) {
                    thread.interrupt();
                }
            } catch (InterruptedException interrupted) {
                thread.interrupt();
                Thread.currentThread().interrupt();
            }
        }
    }
}
