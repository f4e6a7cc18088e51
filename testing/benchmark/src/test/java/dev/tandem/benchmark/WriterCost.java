package dev.tandem.benchmark;

import static dev.tandem.benchmark.contestant.Contestant.DEBEZIUM;
import static dev.tandem.benchmark.contestant.Contestant.LEDGER;
import static dev.tandem.benchmark.contestant.Contestant.SKIP_LOCKED;

import dev.tandem.benchmark.contestant.Contestant;
import dev.tandem.benchmark.infrastructure.Cpu;
import dev.tandem.benchmark.infrastructure.Servers;
import dev.tandem.benchmark.infrastructure.Session;
import dev.tandem.benchmark.infrastructure.Writers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many orders eight threads can place: without an event, with an event that is not relayed, and with each relay.
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
    public void round(int round, Samples samples) throws Exception {
        samples.add(new Sample(NAME, WITHOUT_EVENT, round, measure(LEDGER, null, false)));
        samples.add(new Sample(NAME, WITHOUT_RELAY, round, measure(LEDGER, LEDGER.insert(), false)));
        for (var contestant : options.contestants(LEDGER, SKIP_LOCKED, DEBEZIUM)) {
            samples.add(new Sample(NAME, contestant.label(), round, measure(contestant, contestant.insert(), true)));
        }
    }

    private Map<String, Double> measure(Contestant contestant, @Nullable String insertEvent, boolean relayed)
            throws Exception {
        var seconds = options.number("writer-seconds");
        var warmUp = options.number("warm-up");
        // With small batches, the compilers in the relay and the broker need a while, and take their time from the
        // writers.
        var before = options.number("writer-warm-up");
        var events = warmUp + MOST_PER_SECOND * (before + seconds);
        try (var session = servers.open(contestant, Session.SUBJECTS, events)) {
            var relay = session.newRelay();
            if (relayed) {
                session.warmUp(relay, warmUp);
                session.start(relay, 0);
            } else {
                relay.close();
            }
            var writers = new Writers(session, insertEvent, events);
            var earlier = session.receiver().different()
                    + writers.writeFor(Duration.ofSeconds(before), MOST_PER_SECOND * before);
            var cpuBefore = session.cpuSeconds();
            var relayBefore = Cpu.seconds(relay.pid());
            var commits = writers.writeFor(Duration.ofSeconds(seconds), MOST_PER_SECOND * seconds);
            var figures = new LinkedHashMap<String, Double>();
            figures.put(RATE, (double) commits / seconds);
            figures.put("CPU ms per 1000", 1e6 * (session.cpuSeconds() - cpuBefore) / commits);
            if (relayed) {
                figures.put("of it the relay", 1e6 * (Cpu.seconds(relay.pid()) - relayBefore) / commits);
                figures.put(
                        "events behind at the end",
                        (double) earlier + commits - session.receiver().different());
            }
            return figures;
        }
    }
}
