package dev.tandem.benchmark;

import static dev.tandem.benchmark.contestant.Contestant.DEBEZIUM;
import static dev.tandem.benchmark.contestant.Contestant.LEDGER;
import static dev.tandem.benchmark.contestant.Contestant.SKIP_LOCKED;

import dev.tandem.benchmark.contestant.Contestant;
import dev.tandem.benchmark.infrastructure.JavaProcess;
import dev.tandem.benchmark.infrastructure.Servers;
import dev.tandem.benchmark.infrastructure.Trial;
import dev.tandem.benchmark.run.Options;
import dev.tandem.benchmark.run.Sample;
import dev.tandem.benchmark.run.Samples;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** How fast a second relay takes over when the active one is killed in the middle of a backlog. */
final class Kill implements Measure {

    static final String NAME = "kill";
    static final String RESUMED = "s until publishing resumes";

    private static final int SUBJECTS = 100;

    private final Servers servers;
    private final Options options;

    Kill(Servers servers, Options options) {
        this.servers = servers;
        this.options = options;
    }

    @Override
    public void takeSamples(int round, Samples samples) throws Exception {
        for (var contestant : Contestant.choose(options.list("contestants"), LEDGER, SKIP_LOCKED, DEBEZIUM)) {
            samples.add(new Sample(NAME, contestant.label(), round, measure(contestant)));
        }
    }

    private Map<String, Double> measure(Contestant contestant) throws Exception {
        var warmUp = options.number("warm-up");
        var events = options.number("kill-events");
        try (var trial = servers.open(contestant, SUBJECTS, 2 * warmUp + events + 1)) {
            var survivor = trial.newRelay();
            trial.warmUp(survivor, warmUp);
            var victim = trial.newRelay();
            trial.warmUp(victim, warmUp);
            trial.start(victim, 0);
            trial.addBacklog(1);
            trial.receiver().await(trial.events());
            trial.start(survivor, 0);
            return kill(trial, victim, events);
        }
    }

    private static Map<String, Double> kill(Trial trial, JavaProcess victim, int events) throws Exception {
        var receiver = trial.receiver();
        var duplicatesBefore = receiver.duplicates();
        var first = trial.reserve(events);
        // The whole backlog becomes visible at once.
        trial.database().execute(trial.insertMany("" + first, "" + trial.events()));
        while (receiver.distinct() < first + events / 2) {
            LockSupport.parkNanos(100_000);
        }
        victim.kill();
        var killed = System.nanoTime();
        var receivedBefore = receiver.distinct();
        receiver.recordFirstSentAfter(System.currentTimeMillis());
        receiver.await(trial.events());
        // Duplicates may arrive after the last new event.
        Thread.sleep(1000);
        var figures = new LinkedHashMap<String, Double>();
        figures.put("received before", (double) receivedBefore - first);
        figures.put("lost", (double) trial.events() - receiver.distinct());
        figures.put("duplicates", (double) receiver.duplicates() - duplicatesBefore);
        figures.put("reordered", (double) receiver.reordered());
        if (receiver.firstSentAfterAt() > 0) {
            figures.put(RESUMED, (receiver.firstSentAfterAt() - killed) / 1e9);
        }
        figures.put("s until drained", (receiver.lastNewAt() - killed) / 1e9);
        return figures;
    }
}
