package dev.tandem.benchmark.infrastructure;

import dev.tandem.benchmark.contestant.Contestant;
import dev.tandem.benchmark.contestant.Endpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.NewTopic;

/** One trial of a contestant: a database with an outbox, a topic, and the relays between them. */
public final class Trial implements AutoCloseable {

    private static final int PARTITIONS = 8;

    /** The number of rows per transaction, where it does not matter. */
    public static final int ROWS_PER_TRANSACTION = 100;

    private final Servers servers;
    private final Contestant contestant;
    private final Endpoints endpoints;
    private final int subjects;
    private final TrialDatabase database;
    private final Receiver receiver;
    private final List<JavaProcess> relays = new ArrayList<>();
    private int events;

    Trial(Servers servers, Contestant contestant, String name, int subjects, int atMost) throws Exception {
        this.servers = servers;
        this.contestant = contestant;
        this.subjects = subjects;
        var folder = Files.createDirectory(servers.folder().resolve(name));
        endpoints = new Endpoints(servers.postgresPort(), name, servers.bootstrapServers(), name, folder);
        database = new TrialDatabase(servers.postgres(), contestant, endpoints);
        database.create();
        servers.admin()
                .createTopics(List.of(new NewTopic(name, PARTITIONS, (short) 1)))
                .all()
                .get();
        receiver = new Receiver(servers.bootstrapServers(), name, PARTITIONS, subjects, atMost);
    }

    public TrialDatabase database() {
        return database;
    }

    public Receiver receiver() {
        return receiver;
    }

    String topic() {
        return endpoints.topic();
    }

    int subjects() {
        return subjects;
    }

    /** The number of the next event. */
    public int events() {
        return events;
    }

    /** Reserves the next numbers, and returns the first. */
    public int reserve(int count) {
        var first = events;
        events += count;
        return first;
    }

    /** Starts the process of a relay, which does not relay yet. */
    public JavaProcess newRelay() {
        var arguments = new ArrayList<>(List.of(contestant.label()));
        arguments.addAll(endpoints.arguments());
        var relay = JavaProcess.start(RelayProcess.class, endpoints.folder().resolve("relay.log"), arguments);
        relays.add(relay);
        relay.readLine();
        return relay;
    }

    /** Lets a relay publish some events, which are not measured, and stops it. */
    public void warmUp(JavaProcess relay, int count) throws SQLException {
        if (contestant.isDebezium()) {
            start(relay, 0);
            database.awaitSlot();
            addBacklog(count);
        } else {
            start(relay, addBacklog(count));
        }
        if (!receiver.await(events)) {
            throw new IllegalStateException(contestant.label() + " did not publish all events of its warm-up");
        }
        stop(relay);
    }

    /** Starts a relay. A relay without an outbox has sent all its events when this returns. */
    public void start(JavaProcess relay, int from) {
        relay.writeLine("start " + from + " " + events);
        relay.readLine();
    }

    void stop(JavaProcess relay) {
        relay.writeLine("stop");
        relay.readLine();
    }

    public int addBacklog(int count) throws SQLException {
        return addBacklog(count, ROWS_PER_TRANSACTION);
    }

    /** Adds events in transactions of the given number of rows, and returns the first number. */
    public int addBacklog(int count, int rows) throws SQLException {
        var first = reserve(count);
        if (contestant.hasTable()) {
            database.addBacklog(subjects, first, events, rows);
        }
        return first;
    }

    /** The statement that adds the events from one number up to another, which is excluded. */
    public String insertMany(String from, String to) {
        return contestant.insertMany(endpoints.topic(), subjects, from, to);
    }

    /** The CPU seconds that PostgreSQL, the broker and the relays have used so far. */
    public double cpuSeconds() {
        return servers.cpuSeconds()
                + relays.stream().mapToDouble(relay -> Cpu.seconds(relay.pid())).sum();
    }

    @Override
    public void close() throws InterruptedException, ExecutionException, IOException, SQLException {
        relays.forEach(JavaProcess::close);
        receiver.close();
        database.drop();
        servers.admin().deleteTopics(List.of(endpoints.topic())).all().get();
    }
}
