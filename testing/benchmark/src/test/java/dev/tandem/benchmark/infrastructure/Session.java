package dev.tandem.benchmark.infrastructure;

import dev.tandem.benchmark.contestant.Contestant;
import dev.tandem.benchmark.contestant.Link;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.NewTopic;

/** A contestant's turn: a database with an outbox, a topic, and the relays between them. */
public final class Session implements AutoCloseable {

    public static final int SUBJECTS = 10_000;

    private static final int PARTITIONS = 8;

    /** The rows of one transaction, where their number does not matter. */
    public static final int MANY_ROWS = 100;

    private final Servers servers;
    private final Contestant contestant;
    private final Link link;
    private final int subjects;
    private final Receiver receiver;
    private final List<JavaProcess> relays = new ArrayList<>();
    private int events;

    Session(Servers servers, Contestant contestant, String name, int subjects, int atMost) throws Exception {
        this.servers = servers;
        this.contestant = contestant;
        this.subjects = subjects;
        var folder = Files.createDirectory(servers.folder().resolve(name));
        link = new Link(servers.postgresPort(), name, servers.bootstrapServers(), name, folder);
        servers.postgres().execute("create database " + name);
        servers.admin()
                .createTopics(List.of(new NewTopic(name, PARTITIONS, (short) 1)))
                .all()
                .get();
        receiver = new Receiver(servers.bootstrapServers(), name, PARTITIONS, subjects, atMost);
        execute("create table orders (id bigserial primary key, customer text not null, total int not null)");
        if (!contestant.tables().isEmpty()) {
            execute(contestant.tables());
        }
    }

    public Receiver receiver() {
        return receiver;
    }

    String topic() {
        return link.topic();
    }

    int subjects() {
        return subjects;
    }

    /** The number of the next event. */
    public int events() {
        return events;
    }

    /** Takes the next numbers, and returns the first. */
    public int take(int howMany) {
        var first = events;
        events += howMany;
        return first;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(link.jdbcUrl(), Link.USER, "");
    }

    /** Creates a relay in a process of its own, which is not started yet. */
    public JavaProcess newRelay() {
        var arguments = new ArrayList<>(List.of(contestant.label()));
        arguments.addAll(link.arguments());
        var relay = JavaProcess.start(RelayProcess.class, link.folder().resolve("relay.log"), arguments);
        relays.add(relay);
        relay.readLine();
        return relay;
    }

    /** Has a relay relay some events, which are not measured, and stops it. */
    public void warmUp(JavaProcess relay, int howMany) throws SQLException {
        if (contestant.isDebezium()) {
            start(relay, 0);
            awaitSlot();
            addBacklog(howMany);
        } else {
            start(relay, addBacklog(howMany));
        }
        if (!receiver.await(events)) {
            throw new IllegalStateException(contestant.label() + " did not relay all while it was warming up");
        }
        stop(relay);
    }

    /** Waits until Debezium listens: it relays only rows that are written afterwards. */
    private void awaitSlot() throws SQLException {
        while (query("select count(*) from pg_replication_slots where active and database = current_database()") == 0) {
            LockSupport.parkNanos(20_000_000);
        }
    }

    /** Starts a relay; one without an outbox has sent all its events when this returns. */
    public void start(JavaProcess relay, int from) {
        relay.say("start " + from + " " + events);
        relay.readLine();
    }

    void stop(JavaProcess relay) {
        relay.say("stop");
        relay.readLine();
    }

    public int addBacklog(int howMany) throws SQLException {
        return addBacklog(howMany, MANY_ROWS);
    }

    /** Adds events in transactions of the given number of rows, and returns the first number. */
    public int addBacklog(int howMany, int rows) throws SQLException {
        var first = take(howMany);
        if (contestant.hasTable()) {
            try (var connection = connect();
                    var statement = connection.createStatement()) {
                statement.execute("set synchronous_commit = off");
                statement.execute("""
                        do $do$
                        begin
                            for start in %d..%d by %d loop
                                %s;
                                commit;
                            end loop;
                        end $do$""".formatted(
                        first, events - 1, rows, insertMany("start", "least(start + " + rows + ", " + events + ")")));
            }
        }
        return first;
    }

    /** The statement that adds the events from one number up to another, which is excluded. */
    public String insertMany(String from, String to) {
        return contestant.insertMany(link.topic(), subjects, from, to);
    }

    /** The CPU seconds that PostgreSQL, the broker and the relays have used so far. */
    public double cpuSeconds() {
        return servers.cpuSeconds()
                + relays.stream().mapToDouble(relay -> Cpu.seconds(relay.pid())).sum();
    }

    public double query(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getDouble(1);
        }
    }

    public void execute(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws InterruptedException, ExecutionException, IOException, SQLException {
        relays.forEach(JavaProcess::close);
        receiver.close();
        if (contestant.isDebezium()) {
            execute(
                    "select pg_drop_replication_slot(slot_name) from pg_replication_slots where database = current_database()");
        }
        servers.postgres().execute("drop database " + link.database() + " with (force)");
        servers.admin().deleteTopics(List.of(link.topic())).all().get();
    }
}
