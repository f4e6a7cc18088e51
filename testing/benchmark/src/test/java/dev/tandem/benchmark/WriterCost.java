package dev.tandem.benchmark;

import static dev.tandem.benchmark.contestant.Contestant.DEBEZIUM;
import static dev.tandem.benchmark.contestant.Contestant.LEDGER;
import static dev.tandem.benchmark.contestant.Contestant.SKIP_LOCKED;

import dev.tandem.benchmark.contestant.Contestant;
import dev.tandem.benchmark.contestant.Event;
import dev.tandem.benchmark.infrastructure.Servers;
import dev.tandem.benchmark.infrastructure.Writers;
import dev.tandem.benchmark.run.Options;
import dev.tandem.benchmark.run.Sample;
import dev.tandem.benchmark.run.Samples;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many orders eight threads can place: without an event, with an event that no relay publishes, and with each
 * relay.
 */
final class WriterCost implements Measure {

    static final String NAME = "writers";
    static final String RATE = "commits/s";
    static final String WITHOUT_EVENT = "no outbox row";
    static final String WITHOUT_RELAY = "outbox row, no relay";

    private static final int MOST_PER_SECOND = 60_000;

    private final Servers servers;
    private final Options options;

    WriterCost(Servers servers, Options options) {
        this.servers = servers;
        this.options = options;
    }

    @Override
    public void takeSamples(int round, Samples samples) throws Exception {
        samples.add(new Sample(NAME, WITHOUT_EVENT, round, measure(LEDGER, null, false)));
        samples.add(new Sample(NAME, WITHOUT_RELAY, round, measure(LEDGER, LEDGER.insert(), false)));
        for (var contestant : Contestant.choose(options.list("contestants"), LEDGER, SKIP_LOCKED, DEBEZIUM)) {
            samples.add(new Sample(NAME, contestant.label(), round, measure(contestant, contestant.insert(), true)));
        }
    }

    private Map<String, Double> measure(Contestant contestant, @Nullable String insertEvent, boolean relayed)
            throws Exception {
        var seconds = options.number("writer-seconds");
        var warmUp = options.number("warm-up");
        // With small batches, the JIT compilers of the relay and the broker need more time, and take CPU from the
        // writers.
        var before = options.number("writer-warm-up");
        var events = warmUp + MOST_PER_SECOND * (before + seconds);
        try (var trial = servers.open(contestant, Event.SUBJECTS, events)) {
            var relay = trial.newRelay();
            if (relayed) {
                trial.warmUp(relay, warmUp);
                trial.start(relay, 0);
            } else {
                relay.close();
            }
            var writers = new Writers(trial, insertEvent, events);
            var earlier = trial.receiver().distinct()
                    + writers.writeFor(Duration.ofSeconds(before), MOST_PER_SECOND * before);
            var cpu = new CpuUse(trial, relay);
            var commits = writers.writeFor(Duration.ofSeconds(seconds), MOST_PER_SECOND * seconds);
            var figures = new LinkedHashMap<String, Double>();
            figures.put(RATE, (double) commits / seconds);
            cpu.putTotal(figures, commits);
            if (relayed) {
                cpu.putRelay(figures, commits);
                figures.put(
                        "events behind at the end",
                        (double) earlier + commits - trial.receiver().distinct());
            }
            return figures;
        }
    }
}
