package dev.tandem.benchmark;

import static dev.tandem.benchmark.contestant.Contestant.DEBEZIUM;
import static dev.tandem.benchmark.contestant.Contestant.LEDGER;
import static dev.tandem.benchmark.contestant.Contestant.SKIP_LOCKED;

import dev.tandem.benchmark.contestant.Contestant;
import dev.tandem.benchmark.infrastructure.JavaProcess;
import dev.tandem.benchmark.infrastructure.Servers;
import dev.tandem.benchmark.infrastructure.Session;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Two relays of one backlog, the active one of which is killed halfway. */
final class Kill implements Measure {

    static final String NAME = "kill";
    static final String ON_ITS_WAY = "s until the rest is on its way";

    private static final int SUBJECTS = 100;

    private final Servers servers;
    private final Options options;

    Kill(Servers servers, Options options) {
        this.servers = servers;
        this.options = options;
    }

    @Override
    public void round(int round, Samples samples) throws Exception {
        for (var contestant : options.contestants(LEDGER, SKIP_LOCKED, DEBEZIUM)) {
            samples.add(new Sample(NAME, contestant.label(), round, measure(contestant)));
        }
    }

    private Map<String, Double> measure(Contestant contestant) throws Exception {
        var warmUp = options.number("warm-up");
        var events = options.number("kill-events");
        try (var session = servers.open(contestant, SUBJECTS, 2 * warmUp + events + 1)) {
            var survivor = session.newRelay();
            session.warmUp(survivor, warmUp);
            var victim = session.newRelay();
            session.warmUp(victim, warmUp);
            session.start(victim, 0);
            session.addBacklog(1);
            session.receiver().await(session.events());
            session.start(survivor, 0);
            return kill(session, victim, events);
        }
    }

    private static Map<String, Double> kill(Session session, JavaProcess victim, int events) throws Exception {
        var receiver = session.receiver();
        var duplicatesBefore = receiver.duplicates();
        var first = session.take(events);
        // The whole backlog becomes visible at once.
        session.execute(session.insertMany("" + first, "" + session.events()));
        while (receiver.different() < first + events / 2) {
            LockSupport.parkNanos(100_000);
        }
        victim.kill();
        var killed = System.nanoTime();
        var receivedBefore = receiver.different();
        receiver.lookForSentAfter(System.currentTimeMillis());
        receiver.await(session.events());
        // Duplicates may arrive last.
        Thread.sleep(1000);
        var figures = new LinkedHashMap<String, Double>();
        figures.put("received before", (double) receivedBefore - first);
        figures.put("lost", (double) session.events() - receiver.different());
        figures.put("duplicates", (double) receiver.duplicates() - duplicatesBefore);
        figures.put("reordered", (double) receiver.reordered());
        if (receiver.firstSentAfterAt() > 0) {
            figures.put(ON_ITS_WAY, (receiver.firstSentAfterAt() - killed) / 1e9);
        }
        figures.put("s until drained", (receiver.lastNewAt() - killed) / 1e9);
        return figures;
    }
}
