package dev.tandem.benchmark.orders.cost;

import static dev.tandem.benchmark.orders.system.Contestant.KAFKA;
import static dev.tandem.benchmark.orders.system.Contestant.POSTGRES;

import dev.tandem.benchmark.orders.system.Contestant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** What a contestant has cost so far. */
public final class Meter implements AutoCloseable {

    /** The CPU time of all processes of the contestant. */
    public static final String CPU = "CPU ms";

    /** The CPU time of the customers, which belongs to no contestant. */
    public static final String GENERATOR = "CPU ms of the customers";

    /** The statements in the four databases, without those that begin and end transactions. */
    public static final String STATEMENTS = "statements";

    private final List<Counters> all;

    private Meter(List<Counters> all) {
        this.all = all;
    }

    /** Everything that can be counted. */
    public static Meter of(Contestant contestant) throws Exception {
        var processes = contestant.processes();
        var all = new ArrayList<Counters>();
        all.add(new ProcessorTime(processes));
        all.add(new DatabaseCounters(contestant.postgres()));
        if (processes.containsKey(KAFKA)) {
            all.add(new KafkaCounters(contestant.kafkaPort()));
        }
        for (var process : processes.entrySet()) {
            if (!process.getKey().equals(POSTGRES)) {
                all.add(Jvm.attach(process.getValue()));
            }
        }
        return new Meter(all);
    }

    /** CPU time alone, which is read without any work of the contestant. */
    public static Meter ofProcessors(Contestant contestant) {
        return new Meter(List.of(new ProcessorTime(contestant.processes())));
    }

    /** Statements alone, of a contestant whose server counts them. */
    public static Meter ofStatements(Contestant contestant) throws Exception {
        return new Meter(List.of(new StatementCounter(contestant.postgres())));
    }

    /** The name of the CPU time of a process among the counters. */
    public static String cpuOf(String process) {
        return CPU + " of " + process;
    }

    /** The counters at this moment. */
    public SequencedMap<String, Double> read() throws Exception {
        var counters = new LinkedHashMap<String, Double>();
        for (var some : all) {
            some.addTo(counters);
        }
        return counters;
    }

    /** The CPU seconds of all processes up to this moment. */
    public double cpuSeconds() throws Exception {
        return read().getOrDefault(CPU, Double.NaN) / 1000;
    }

    /** By how much each counter has increased, divided by the number of orders. */
    public static SequencedMap<String, Double> perOrder(
            Map<String, Double> before, SequencedMap<String, Double> after, long orders) {
        var figures = new LinkedHashMap<String, Double>();
        after.forEach((name, value) -> figures.put(name, (value - before.getOrDefault(name, 0.0)) / orders));
        return figures;
    }

    @Override
    public void close() throws Exception {
        for (var some : all) {
            some.close();
        }
    }
}
