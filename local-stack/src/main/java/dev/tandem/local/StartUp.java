package dev.tandem.local;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.tandem.local.console.Console;
import dev.tandem.local.console.LaunchException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs the parts of a start, reports every few seconds which parts are not ready, and fails when a part exceeds its
 * limit. Parts run on platform threads: they load classes, start processes and log for the first time, and a virtual
 * thread that does so keeps its carrier. In the end no carrier would be left for the thread on which the others wait.
 */
final class StartUp {

    /** The time in which the other parts have to end after one has failed. */
    private static final Duration GRACE = Duration.ofSeconds(4);

    private final Console console;
    private final Duration reportEach;
    private final Queue<Running> waitedFor = new ConcurrentLinkedQueue<>();

    StartUp(Console console) {
        this(console, Duration.ofSeconds(10));
    }

    StartUp(Console console, Duration reportEach) {
        this.console = console;
        this.reportEach = reportEach;
    }

    /** A task of a start, and the time that it may take. */
    record Part(String name, Duration limit, Runnable work) {}

    /**
     * Runs parts at the same time, and returns when all of them have done their work. If a part exceeds its limit, its
     * thread continues, because Java cannot end a thread that hangs. That thread does not keep the JVM alive.
     *
     * @throws LaunchException if a part reaches its limit
     * @throws RuntimeException the first failure of a part
     */
    void run(List<Part> parts) {
        var failure = new AtomicReference<@Nullable RuntimeException>();
        var all = parts.stream().map(Running::new).toList();
        waitedFor.addAll(all);
        var ends = all.stream()
                .map(part -> part.done.whenComplete((_, failed) -> {
                    waitedFor.remove(part);
                    if (failed != null && failure.compareAndSet(null, part.explain(failed))) {
                        all.forEach(other -> other.limit(GRACE));
                    }
                }))
                .toArray(CompletableFuture<?>[]::new);
        all.forEach(Running::begin);
        awaitEnd(CompletableFuture.allOf(ends));
        if (failure.get() instanceof RuntimeException first) {
            throw first;
        }
    }

    private void awaitEnd(CompletableFuture<Void> all) {
        while (!all.isDone()) {
            try {
                all.get(reportEach.toNanos(), NANOSECONDS);
            } catch (TimeoutException notYet) {
                console.say("Still " + state() + ".");
            } catch (ExecutionException failed) {
                return;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new LaunchException("interrupted while starting");
            }
        }
    }

    /** The unfinished parts, and when each began. */
    String state() {
        var parts = waitedFor.stream().map(Running::describe).collect(Collectors.joining(", "));
        return "waiting for " + (parts.isEmpty() ? "nothing" : parts);
    }

    private static final class Running {

        private final Part part;
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private final Thread thread;
        private final long since = System.nanoTime();

        Running(Part part) {
            this.part = part;
            this.thread =
                    Thread.ofPlatform().daemon().name("start " + part.name()).unstarted(this::work);
        }

        void begin() {
            thread.start();
            limit(part.limit());
        }

        void limit(Duration limit) {
            done.orTimeout(limit.toNanos(), NANOSECONDS);
        }

        private void work() {
            try {
                part.work().run();
                done.complete(null);
            } catch (Throwable failed) { // an Error too has to end the start
                done.completeExceptionally(failed);
            }
        }

        RuntimeException explain(Throwable failed) {
            return switch (failed) {
                case TimeoutException _ ->
                    new LaunchException(
                            part.name() + " is not there after " + seconds(part.limit()) + "; it hangs" + place());
                case RuntimeException reason -> reason;
                default -> new IllegalStateException(part.name() + " failed: " + failed, failed);
            };
        }

        /** The innermost frame of the thread outside the JDK: the line at which the part hangs. */
        private String place() {
            return Stream.of(thread.getStackTrace())
                    .map(frame -> frame.toString().replace("app//", ""))
                    .filter(frame -> !frame.startsWith("java"))
                    .findFirst()
                    .map(frame -> " at " + frame)
                    .orElse("");
        }

        String describe() {
            return part.name() + " since " + seconds(Duration.ofNanos(System.nanoTime() - since));
        }

        private static String seconds(Duration duration) {
            return duration.toSeconds() + " s";
        }
    }
}
