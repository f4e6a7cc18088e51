package dev.tandem.benchmark;

import static dev.tandem.benchmark.contestant.Contestant.DEBEZIUM;
import static dev.tandem.benchmark.contestant.Contestant.LEDGER;
import static dev.tandem.benchmark.contestant.Contestant.NAIVE;
import static dev.tandem.benchmark.contestant.Contestant.PRODUCER;
import static dev.tandem.benchmark.contestant.Contestant.SKIP_LOCKED;

import dev.tandem.benchmark.contestant.Contestant;
import dev.tandem.benchmark.infrastructure.Cpu;
import dev.tandem.benchmark.infrastructure.JavaProcess;
import dev.tandem.benchmark.infrastructure.Servers;
import dev.tandem.benchmark.infrastructure.Session;
import java.util.LinkedHashMap;
import java.util.Map;

/** How fast a backlog is relayed: from the start until the receiver has all events. */
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
    public void round(int round, Samples samples) throws Exception {
        for (var contestant : options.contestants(PRODUCER, LEDGER, SKIP_LOCKED, DEBEZIUM, NAIVE)) {
            var events = options.number(contestant == NAIVE ? "naive-events" : "events");
            samples.add(new Sample(NAME, contestant.label(), round, measure(contestant, events, 1)));
        }
    }

    Map<String, Double> measure(Contestant contestant, int events, int rowsOfTransaction) throws Exception {
        var warmUp = contestant == NAIVE ? Math.min(200, options.number("warm-up")) : options.number("warm-up");
        try (var session = servers.open(contestant, Session.SUBJECTS, warmUp + events)) {
            var relay = session.newRelay();
            session.warmUp(relay, warmUp);
            var first = session.addBacklog(events, rowsOfTransaction);
            return drain(session, relay, first, contestant);
        }
    }

    private Map<String, Double> drain(Session session, JavaProcess relay, int first, Contestant contestant)
            throws Exception {
        var receiver = session.receiver();
        var events = session.events() - first;
        receiver.mark();
        var cpuBefore = session.cpuSeconds();
        var relayBefore = Cpu.seconds(relay.pid());
        var go = System.nanoTime();
        session.start(relay, first);
        receiver.await(session.events());
        var figures = new LinkedHashMap<String, Double>();
        figures.put(RATE, events * 1e9 / (receiver.lastNewAt() - go));
        figures.put("events/s from the first arrival", events * 1e9 / (receiver.lastNewAt() - receiver.firstNewAt()));
        figures.put("ms to the first arrival", (receiver.firstNewAt() - go) / 1e6);
        figures.put("CPU ms per 1000", 1e6 * (session.cpuSeconds() - cpuBefore) / events);
        figures.put("of it the relay", 1e6 * (Cpu.seconds(relay.pid()) - relayBefore) / events);
        figures.put("lost", (double) session.events() - receiver.different());
        figures.put("reordered", (double) receiver.reordered());
        if (contestant.hasTable()) {
            Thread.sleep(options.number("rest-seconds") * 1000L);
            figures.put(
                    "dead rows",
                    session.query(
                            "select coalesce(sum(n_dead_tup), 0) from pg_stat_user_tables where relname like 'outbox%'"));
            figures.put("MiB left", session.query("""
                    select coalesce(sum(pg_total_relation_size(relid)), 0) / 1048576
                    from pg_stat_user_tables where relname like 'outbox%'"""));
        }
        if (contestant == LEDGER) {
            figures.put("partitions left", partitionsLeft(session));
        }
        return figures;
    }

    private static double partitionsLeft(Session session) throws Exception {
        var left = 0.0;
        for (var i = 0; i < 8; i++) {
            left += session.query("select exists (select from messaging.outbox_" + i + ")::int");
        }
        return left;
    }
}
