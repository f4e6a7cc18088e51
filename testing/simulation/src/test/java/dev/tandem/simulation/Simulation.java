package dev.tandem.simulation;

import dev.tandem.simulation.engine.PlantedBug;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Runs many schedules, one for each seed, on all cores, until one of them violates an invariant. */
final class Simulation {

    private final PlantedBug bug;
    private final AtomicLong next = new AtomicLong(1);
    private final long last;

    private Simulation(PlantedBug bug, long schedules) {
        this.bug = bug;
        this.last = schedules;
    }

    /**
     * The result of all schedules.
     *
     * @param schedules the number of schedules, up to the first that failed
     * @param coverage the number of schedules in which each fault and state occurred
     * @param failed the first that failed, with its trace; null if all passed
     */
    record Result(
            long schedules,
            Map<String, Long> coverage,
            @Nullable Run failed) {}

    /** Runs the schedules of the seeds from 1 to the given number. */
    static Result run(PlantedBug bug, long schedules) {
        return new Simulation(bug, schedules).run();
    }

    /** Runs one schedule, and keeps its trace. */
    static Run replay(PlantedBug bug, long seed) {
        return onVirtualThreads(1, () -> new Simulator(bug).run(seed, true)).getFirst();
    }

    /** What one worker has found. */
    private record Part(Map<String, Long> coverage, List<Run> failed) {}

    private Result run() {
        var parts = onVirtualThreads(Runtime.getRuntime().availableProcessors(), this::work);
        var coverage = new TreeMap<String, Long>();
        parts.forEach(part -> part.coverage().forEach((item, times) -> coverage.merge(item, times, Long::sum)));
        // Workers take the seeds in order and finish each schedule, so all seeds below the lowest failed one have
        // passed.
        return parts.stream()
                .flatMap(part -> part.failed().stream())
                .map(Run::seed)
                .min(Long::compare)
                .map(seed -> new Result(seed, coverage, replay(bug, seed)))
                .orElseGet(() -> new Result(last, coverage, null));
    }

    /** Takes seeds and runs them in a world of this worker, until any worker finds a violation. */
    private Part work() {
        var simulator = new Simulator(bug);
        var coverage = new TreeMap<String, Long>();
        for (var seed = next.getAndIncrement(); seed <= last; seed = next.getAndIncrement()) {
            var run = simulator.run(seed, false);
            run.coverage().forEach(item -> coverage.merge(item, 1L, Long::sum));
            if (!run.passed()) {
                next.set(last + 1);
                return new Part(coverage, List.of(run));
            }
        }
        return new Part(coverage, List.of());
    }

    /** Virtual threads hand over a turn at almost no cost. */
    private static <T> List<T> onVirtualThreads(int workers, Callable<T> work) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = IntStream.range(0, workers)
                    .mapToObj(_ -> threads.submit(work))
                    .toList();
            var results = new ArrayList<T>();
            running.forEach(worker -> results.add(resultOf(worker)));
            return results;
        }
    }

    private static <T> T resultOf(Future<T> worker) {
        try {
            return worker.get();
        } catch (InterruptedException | ExecutionException failure) {
            throw new IllegalStateException("the simulation itself failed", failure);
        }
    }

    /** Runs schedules; the first argument is their number. */
    static void main(String[] args) {
        var start = System.nanoTime();
        var result = run(PlantedBug.NONE, args.length == 0 ? 20_000 : Long.parseLong(args[0]));
        var seconds = (System.nanoTime() - start) / 1e9;
        result.coverage().forEach((item, times) -> System.out.printf("%,12d  %s%n", times, item));
        System.out.println(
                result.failed() == null ? "no violation" : result.failed().report());
        System.out.printf("%,d schedules in %.0f s%n", result.schedules(), seconds);
        System.exit(result.failed() == null ? 0 : 1);
    }
}
