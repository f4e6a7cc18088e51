package dev.tandem.benchmark.orders;

import dev.tandem.benchmark.orders.cost.Completion;
import dev.tandem.benchmark.orders.cost.Meter;
import dev.tandem.benchmark.orders.load.Customers;
import dev.tandem.benchmark.orders.load.Load;
import dev.tandem.benchmark.orders.system.Contestant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Puts loads on a running contestant, and measures their cost. */
public final class Trial {

    public static final String COMPLETE = "complete/s";

    private final Customers customers;
    private final Completion completion;
    private final Meter meter;

    public Trial(Contestant contestant, Meter meter) {
        customers = new Customers(contestant.orders());
        completion = new Completion(contestant);
        this.meter = meter;
    }

    /** The latencies of a load, and its cost for each order, until the last of its orders is complete. */
    public SequencedMap<String, Double> measure(Load load) throws Exception {
        var earlier = completion.count();
        var before = meter.read();
        var start = System.nanoTime();
        var answers = customers.place(load);
        var lost = completion.awaitAll(earlier + answers.accepted());
        var seconds = (System.nanoTime() - start) / 1e9;
        var figures = new LinkedHashMap<String, Double>();
        answers.putInto(figures);
        figures.put("lost", (double) lost);
        figures.put(COMPLETE, (answers.accepted() - lost) / seconds);
        figures.putAll(Meter.perOrder(before, meter.read(), answers.accepted()));
        return figures;
    }
}
