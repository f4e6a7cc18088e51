package dev.tandem.benchmark;

import static dev.tandem.benchmark.contestant.Contestant.DEBEZIUM;
import static dev.tandem.benchmark.contestant.Contestant.LEDGER;
import static dev.tandem.benchmark.contestant.Contestant.NAIVE;
import static dev.tandem.benchmark.contestant.Contestant.PRODUCER;
import static dev.tandem.benchmark.contestant.Contestant.SKIP_LOCKED;

import dev.tandem.benchmark.contestant.Contestant;
import dev.tandem.benchmark.contestant.Event;
import dev.tandem.benchmark.infrastructure.JavaProcess;
import dev.tandem.benchmark.infrastructure.Servers;
import dev.tandem.benchmark.infrastructure.Trial;
import dev.tandem.benchmark.infrastructure.TrialDatabase;
import dev.tandem.benchmark.run.Options;
import dev.tandem.benchmark.run.Sample;
import dev.tandem.benchmark.run.Samples;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** How fast a relay publishes a backlog: from its start until the receiver has all events. */
final class Drain implements Measure {

    static final String NAME = "drain";
    static final String RATE = "events/s";

    private final Servers servers;
    private final Options options;

    Drain(Servers servers, Options options) {
        this.servers = servers;
        this.options = options;
    }

    @Override
    public void takeSamples(int round, Samples samples) throws Exception {
        for (var contestant :
                Contestant.choose(options.list("contestants"), PRODUCER, LEDGER, SKIP_LOCKED, DEBEZIUM, NAIVE)) {
            var events = options.number(contestant == NAIVE ? "naive-events" : "events");
            samples.add(new Sample(NAME, contestant.label(), round, measure(contestant, events, 1)));
        }
    }

    Map<String, Double> measure(Contestant contestant, int events, int rowsPerTransaction) throws Exception {
        var warmUp = contestant == NAIVE ? Math.min(200, options.number("warm-up")) : options.number("warm-up");
        try (var trial = servers.open(contestant, Event.SUBJECTS, warmUp + events)) {
            var relay = trial.newRelay();
            trial.warmUp(relay, warmUp);
            var first = trial.addBacklog(events, rowsPerTransaction);
            return drain(trial, relay, first, contestant);
        }
    }

    private Map<String, Double> drain(Trial trial, JavaProcess relay, int first, Contestant contestant)
            throws Exception {
        var receiver = trial.receiver();
        var events = trial.events() - first;
        receiver.resetFirstArrival();
        var cpu = new CpuUse(trial, relay);
        var start = System.nanoTime();
        trial.start(relay, first);
        receiver.await(trial.events());
        var figures = new LinkedHashMap<String, Double>();
        figures.put(RATE, events * 1e9 / (receiver.lastNewAt() - start));
        figures.put("events/s from the first arrival", events * 1e9 / (receiver.lastNewAt() - receiver.firstNewAt()));
        figures.put("ms to the first arrival", (receiver.firstNewAt() - start) / 1e6);
        cpu.putTotal(figures, events);
        cpu.putRelay(figures, events);
        figures.put("lost", (double) trial.events() - receiver.distinct());
        figures.put("reordered", (double) receiver.reordered());
        if (contestant.hasTable()) {
            Thread.sleep(options.number("rest-seconds") * 1000L);
            putTableSize(figures, trial.database());
        }
        if (contestant == LEDGER) {
            figures.put("partitions left", partitionsLeft(trial.database()));
        }
        return figures;
    }

    private static void putTableSize(Map<String, Double> figures, TrialDatabase database) throws SQLException {
        figures.put("dead rows", database.query("""
                select coalesce(sum(n_dead_tup), 0) from pg_stat_user_tables where relname like 'outbox%'"""));
        figures.put("MiB left", database.query("""
                select coalesce(sum(pg_total_relation_size(relid)), 0) / 1048576
                from pg_stat_user_tables where relname like 'outbox%'"""));
    }

    private static double partitionsLeft(TrialDatabase database) throws SQLException {
        var left = 0.0;
        for (var i = 0; i < 8; i++) {
            left += database.query("select exists (select from messaging.outbox_" + i + ")::int");
        }
        return left;
    }
}
