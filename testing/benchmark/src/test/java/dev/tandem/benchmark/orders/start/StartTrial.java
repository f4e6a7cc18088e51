package dev.tandem.benchmark.orders.start;

import dev.tandem.benchmark.orders.Trial;
import dev.tandem.benchmark.orders.cost.Meter;
import dev.tandem.benchmark.orders.load.Load;
import dev.tandem.benchmark.orders.system.TandemSystem;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A start, a first minute in which orders come at a fixed rate, and a load by customers who wait.
 *
 * @param minute orders at a fixed rate
 * @param warmUp how long the customers place orders before they are measured
 * @param steady the customers who wait
 */
record StartTrial(Load.Open minute, Duration warmUp, Load.Closed steady) {

    Map<String, Double> measure(Installation installation) throws Exception {
        var figures = new LinkedHashMap<String, Double>();
        var begin = System.nanoTime();
        try (var system = installation.start();
                var meter = Meter.ofProcessors(system)) {
            figures.put("ready s", (System.nanoTime() - begin) / 1e9);
            figures.put("CPU s until ready", meter.cpuSeconds());
            figures.put("caches in use", CachesInUse.count(system.processes().values()));
            figures.putAll(new FirstMinute(system, meter).measure(minute));
            figures.put("memory MB after it", memory(system));
            figures.putAll(measureSteady(new Trial(system, meter)));
            figures.put("memory MB at last", memory(system));
        }
        return figures;
    }

    /** The optimising compiler needs thousands of orders, more than the first minute has. */
    private Map<String, Double> measureSteady(Trial trial) throws Exception {
        trial.measure(new Load.Closed(steady.customers(), warmUp, false));
        var steadily = trial.measure(steady);
        var figures = new LinkedHashMap<String, Double>();
        figures.put("warm complete/s", steadily.getOrDefault(Trial.COMPLETE, Double.NaN));
        figures.put("warm CPU ms of an order", steadily.getOrDefault(Meter.CPU, Double.NaN));
        return figures;
    }

    private static double memory(TandemSystem system) {
        return Memory.megabytes(system.processes().values());
    }
}
