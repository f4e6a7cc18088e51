package dev.tandem.local.service;

import dev.tandem.local.console.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes the services' start-up caches in the background, so that the next start is faster. It makes one cache after the
 * other, at the lowest priority, and avoids the minutes when a person places the first order.
 */
public final class StartUpCaches implements AutoCloseable {

    /** A training takes twenty seconds of a core; at the lowest priority on a busy machine it gets few of them. */
    private static final Duration TRAINING_LIMIT = Duration.ofMinutes(10);

    /** The exit code of a JVM that was asked to end, and did so normally. */
    private static final int ENDED_BY_TERM = 128 + 15;

    private final Path logs;
    private final Console console;
    private final Duration after;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Process training;

    public StartUpCaches(Path logs, Console console, Duration after) {
        this.logs = logs;
        this.console = console;
        this.after = after;
    }

    /** A service whose start is recorded. */
    interface Trainee {

        /** For the name of the log file. */
        String name();

        boolean hasStartUpCache();

        /** The command that starts the training, which ends by itself. */
        ProcessBuilder training() throws IOException;

        /** Puts the cache that the training has made into use; returns false if it has made none. */
        boolean adoptStartUpCache() throws IOException;
    }

    public void makeMissing(List<? extends Trainee> services) {
        var missing =
                services.stream().filter(service -> !service.hasStartUpCache()).toList();
        if (!missing.isEmpty()) {
            console.say("Start-up caches are made in " + after.toSeconds()
                    + " s, in the background and at the lowest priority: the next start is quicker.");
            Thread.ofPlatform().daemon().name("start-up-caches").start(() -> make(missing));
        }
    }

    private void make(List<? extends Trainee> services) {
        try {
            if (isClosedAfter(after)) {
                return;
            }
            console.say("Making start-up caches.");
            for (var service : services) {
                if (!make(service)) {
                    return;
                }
            }
            console.say("Start-up caches are ready.");
        } catch (IOException failed) {
            console.say("No start-up caches: " + failed.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean make(Trainee service) throws IOException, InterruptedException {
        var log = logs.resolve("start-up-cache-" + service.name() + ".log");
        var process = begin(service.training().redirectOutput(log.toFile()));
        if (process == null) {
            return false;
        }
        if (!process.waitFor(TRAINING_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroy(); // it writes the cache when it ends normally
            process.waitFor(TRAINING_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        }
        if (isClosedAfter(Duration.ZERO)) {
            return false;
        }
        if (!hasEndedWell(process) || !service.adoptStartUpCache()) {
            end(process);
            console.say("No start-up cache for " + service.name() + ": see " + log);
            return false;
        }
        return true;
    }

    private static boolean hasEndedWell(Process process) {
        return !process.isAlive() && (process.exitValue() == 0 || process.exitValue() == ENDED_BY_TERM);
    }

    /** Starts a process, unless this object is closed. */
    private synchronized @Nullable Process begin(ProcessBuilder builder) throws IOException, InterruptedException {
        if (isClosedAfter(Duration.ZERO)) {
            return null;
        }
        var process = builder.start();
        training = process;
        return process;
    }

    private boolean isClosedAfter(Duration time) throws InterruptedException {
        return closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void close() {
        closed.countDown();
        if (training != null) {
            end(training);
        }
    }

    /** The JVM that trains starts another one, which writes the cache. */
    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }
}
