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

/** Many schedules, one for each seed, on all cores, until one of them violates an invariant. */
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
     * @param schedules how many were run, up to the first that failed
     * @param sights how many schedules showed each sight
     * @param failed the first that failed, with its trace; absent if none failed
     */
    record Result(
            long schedules,
            Map<String, Long> sights,
            @Nullable Run failed) {}

    /** Runs the schedules of the seeds from one on. */
    static Result run(PlantedBug bug, long schedules) {
        return new Simulation(bug, schedules).run();
    }

    /** Runs one schedule, and keeps its trace. */
    static Run replay(PlantedBug bug, long seed) {
        return onVirtualThreads(1, () -> new Simulator(bug).run(seed, true)).getFirst();
    }

    private record Share(Map<String, Long> sights, List<Run> failed) {}

    private Result run() {
        var shares = onVirtualThreads(Runtime.getRuntime().availableProcessors(), this::share);
        var sights = new TreeMap<String, Long>();
        shares.forEach(share -> share.sights().forEach((sight, times) -> sights.merge(sight, times, Long::sum)));
        // Seeds are taken in order, and each schedule that was begun is finished, so all seeds below the lowest failed
        // one have passed.
        return shares.stream()
                .flatMap(share -> share.failed().stream())
                .map(Run::seed)
                .min(Long::compare)
                .map(seed -> new Result(seed, sights, replay(bug, seed)))
                .orElseGet(() -> new Result(last, sights, null));
    }

    /** Each worker has a world of its own, and takes seeds until one of the workers has found a violation. */
    private Share share() {
        var simulator = new Simulator(bug);
        var sights = new TreeMap<String, Long>();
        for (var seed = next.getAndIncrement(); seed <= last; seed = next.getAndIncrement()) {
            var run = simulator.run(seed, false);
            run.sights().forEach(sight -> sights.merge(sight, 1L, Long::sum));
            if (!run.isFine()) {
                next.set(last + 1);
                return new Share(sights, List.of(run));
            }
        }
        return new Share(sights, List.of());
    }

    /** Virtual threads, since handing over a turn costs them next to nothing. */
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

    /** Runs as many schedules as the first argument says. */
    static void main(String[] args) {
        var start = System.nanoTime();
        var result = run(PlantedBug.NONE, args.length == 0 ? 20_000 : Long.parseLong(args[0]));
        var seconds = (System.nanoTime() - start) / 1e9;
        result.sights().forEach((sight, times) -> System.out.printf("%,12d  %s%n", times, sight));
        System.out.println(
                result.failed() == null ? "no violation" : result.failed().story());
        System.out.printf("%,d schedules in %.0f s%n", result.schedules(), seconds);
        System.exit(result.failed() == null ? 0 : 1);
    }
}
