package dev.tandem.benchmark.orders.start;

import dev.tandem.benchmark.orders.cost.Completion;
import dev.tandem.benchmark.orders.cost.Meter;
import dev.tandem.benchmark.orders.load.Answers;
import dev.tandem.benchmark.orders.load.Customers;
import dev.tandem.benchmark.orders.load.Load;
import dev.tandem.benchmark.orders.system.TandemSystem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The first order, which has the system for itself, and then orders at a fixed rate until the minute is over. */
final class FirstMinute {

    private static final int HUNDREDTH = 100;

    private final Customers customers;
    private final Completion completion;
    private final Meter meter;

    FirstMinute(TandemSystem system, Meter meter) {
        customers = new Customers(system.orders());
        completion = new Completion(system);
        this.meter = meter;
    }

    /** CPU and complete orders are read when the minute ends, even if not all orders are answered by then. */
    Map<String, Double> measure(Load.Open load) throws Exception {
        var before = state();
        var end = System.nanoTime() + load.duration().toNanos();
        var figures = new LinkedHashMap<String, Double>();
        try (var clock = Executors.newSingleThreadScheduledExecutor()) {
            var after = clock.schedule(this::state, end - System.nanoTime(), TimeUnit.NANOSECONDS);
            putOrders(figures, customers.placeOne(), customers.place(load));
            figures.put("complete in the minute", after.get().complete() - before.complete());
            figures.put("CPU s of the minute", after.get().cpuSeconds() - before.cpuSeconds());
        }
        return figures;
    }

    private static void putOrders(Map<String, Double> figures, Answers first, Answers others) {
        figures.put("first order ms", first.millisOf(1));
        figures.put("its status", first.statusOf(1));
        figures.put("hundredth order ms", others.millisOf(HUNDREDTH - 1));
        figures.put("status of the hundredth", others.statusOf(HUNDREDTH - 1));
        others.putInto(figures);
        figures.keySet().removeAll(List.of("orders/s", "p95 ms"));
    }

    private State state() throws Exception {
        return new State(completion.count(), meter.cpuSeconds());
    }

    private record State(double complete, double cpuSeconds) {}
}
