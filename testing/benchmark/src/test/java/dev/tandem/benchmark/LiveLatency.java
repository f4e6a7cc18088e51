package dev.tandem.benchmark;

import static dev.tandem.benchmark.contestant.Contestant.DEBEZIUM;
import static dev.tandem.benchmark.contestant.Contestant.DEBEZIUM_1MS;
import static dev.tandem.benchmark.contestant.Contestant.LEDGER;
import static dev.tandem.benchmark.contestant.Contestant.NAIVE;
import static dev.tandem.benchmark.contestant.Contestant.SKIP_LOCKED;

import dev.tandem.benchmark.contestant.Contestant;
import dev.tandem.benchmark.contestant.Event;
import dev.tandem.benchmark.infrastructure.Receiver;
import dev.tandem.benchmark.infrastructure.Servers;
import dev.tandem.benchmark.infrastructure.Trial;
import dev.tandem.benchmark.infrastructure.Writers;
import dev.tandem.benchmark.run.Options;
import dev.tandem.benchmark.run.Sample;
import dev.tandem.benchmark.run.Samples;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How long an event takes from the end of its commit to the receiver, at a steady rate; then the cost of an idle relay.
 */
final class LiveLatency implements Measure {

    static final String NAME = "live";

    private final Servers servers;
    private final Options options;

    LiveLatency(Servers servers, Options options) {
        this.servers = servers;
        this.options = options;
    }

    @Override
    public void takeSamples(int round, Samples samples) throws Exception {
        for (var contestant :
                Contestant.choose(options.list("contestants"), LEDGER, SKIP_LOCKED, DEBEZIUM, DEBEZIUM_1MS, NAIVE)) {
            samples.add(new Sample(NAME, contestant.label(), round, measure(contestant)));
        }
    }

    private Map<String, Double> measure(Contestant contestant) throws Exception {
        var rate = options.number(contestant == NAIVE ? "naive-rate" : "rate");
        var orders = rate * options.number("seconds");
        var before = rate * options.number("writer-warm-up");
        var warmUp = contestant == NAIVE ? Math.min(200, options.number("warm-up")) : options.number("warm-up");
        var events = warmUp + before + orders;
        try (var trial = servers.open(contestant, Event.SUBJECTS, events)) {
            var relay = trial.newRelay();
            trial.warmUp(relay, warmUp);
            trial.start(relay, 0);
            var writers = new Writers(trial, contestant.insert(), events);
            writers.writeAtRate(rate, before);
            var cpu = new CpuUse(trial, relay);
            var first = trial.events();
            writers.writeAtRate(rate, orders);
            trial.receiver().await(trial.events());
            var figures = latencies(trial.receiver(), writers, first, orders);
            cpu.putTotal(figures, orders);
            cpu.putRelay(figures, orders);
            figures.put("lost", (double) trial.events() - trial.receiver().distinct());
            figures.put("reordered", (double) trial.receiver().reordered());
            putCpuAtRest(trial, figures);
            return figures;
        }
    }

    private static Map<String, Double> latencies(Receiver receiver, Writers writers, int first, int orders) {
        var sorted = IntStream.range(first, first + orders)
                .filter(number -> receiver.receivedAt(number) > 0)
                .mapToDouble(number -> (receiver.receivedAt(number) - writers.committedAt(number)) / 1e6)
                .map(millis -> Math.max(0, millis))
                .sorted()
                .toArray();
        var figures = new LinkedHashMap<String, Double>();
        figures.put("p50 ms", sorted[sorted.length / 2]);
        figures.put("p90 ms", sorted[sorted.length * 9 / 10]);
        figures.put("p99 ms", sorted[sorted.length * 99 / 100]);
        figures.put("max ms", sorted[sorted.length - 1]);
        return figures;
    }

    private void putCpuAtRest(Trial trial, Map<String, Double> figures) throws InterruptedException {
        var seconds = options.number("rest-seconds");
        if (seconds > 0) {
            Thread.sleep(seconds * 500L);
            var before = trial.cpuSeconds();
            Thread.sleep(seconds * 1000L);
            figures.put("CPU at rest, % of a core", 100 * (trial.cpuSeconds() - before) / seconds);
        }
    }
}
