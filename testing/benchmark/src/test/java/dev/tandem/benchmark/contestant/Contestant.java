package dev.tandem.benchmark.contestant;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** A way to publish events from a table to Kafka. */
public enum Contestant {

    /** No table at all: one producer sends as many events as Kafka accepts. */
    PRODUCER("producer", ""),

    /** Our relay: it reads a ledger by snapshots. */
    LEDGER("ledger", ""),

    /** The poller of many tutorials, which publishes one message at a time. */
    NAIVE("naive", """
            create table outbox (id bigserial primary key, message_id uuid not null default uuidv7(), topic text not null,
                subject text not null, type text not null, payload bytea not null,
                created_at timestamptz not null default clock_timestamp(), sent_at timestamptz);
            create index on outbox (id) where sent_at is null"""),

    /** A table as a queue: rows are locked, sent and deleted in batches. */
    SKIP_LOCKED("skip-locked", """
            create table outbox (id bigserial primary key, message_id uuid not null default uuidv7(), topic text not null,
                subject text not null, type text not null, payload bytea not null,
                created_at timestamptz not null default clock_timestamp())"""),

    /** Debezium's engine in one of our processes, with its outbox event router. */
    DEBEZIUM("debezium", DebeziumRelay.TABLE),

    /** Debezium with shorter pauses: a lower latency under light load, and more CPU at rest. */
    DEBEZIUM_1MS("debezium-1ms", DebeziumRelay.TABLE);

    private final String label;
    private final String tables;

    Contestant(String label, String tables) {
        this.label = label;
        this.tables = tables;
    }

    public static Contestant of(String label) {
        return Arrays.stream(values())
                .filter(contestant -> contestant.label.equals(label))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("no contestant " + label));
    }

    /** Those with these labels, among the ones that are eligible for a measure. */
    public static List<Contestant> choose(List<String> labels, Contestant... eligible) {
        return labels.stream()
                .map(Contestant::of)
                .filter(Arrays.asList(eligible)::contains)
                .toList();
    }

    public String label() {
        return label;
    }

    /** The statements that create its tables; empty if it creates them itself or needs none. */
    public String tables() {
        return tables;
    }

    public boolean hasTable() {
        return this != PRODUCER;
    }

    /** Whether it reads the write-ahead log through a replication slot. */
    public boolean isDebezium() {
        return this == DEBEZIUM || this == DEBEZIUM_1MS;
    }

    public Relay relay(Endpoints endpoints) {
        return switch (this) {
            case PRODUCER -> new ProducerRelay(endpoints);
            case LEDGER -> new LedgerRelay(endpoints);
            case NAIVE -> new NaiveRelay(endpoints);
            case SKIP_LOCKED -> new SkipLockedRelay(endpoints);
            case DEBEZIUM -> new DebeziumRelay(endpoints, Duration.ofMillis(10));
            case DEBEZIUM_1MS -> new DebeziumRelay(endpoints, Duration.ofMillis(1));
        };
    }

    /** The statement that adds an event: topic, subject, type, payload. */
    public String insert() {
        return insertInto() + "values (?, ?, ?, " + payload("?") + lane() + ")";
    }

    /** The statement that adds the events from one number up to another, which is excluded. */
    public String insertMany(String topic, int subjects, String from, String to) {
        return insertInto()
                + "select '" + topic + "', 'customer-' || n % " + subjects + ", '" + Event.TYPE + "', "
                + payload(Event.payloadInSql()) + lane()
                + " from generate_series(" + from + ", " + to + " - 1) n order by n";
    }

    private String insertInto() {
        return this == LEDGER
                ? "insert into messaging.outbox (topic, subject, type, payload, lane) "
                : "insert into outbox (topic, subject, type, payload) ";
    }

    private String payload(String bytes) {
        return isDebezium() ? "convert_from(" + bytes + ", 'UTF8')" : bytes;
    }

    private String lane() {
        return this == LEDGER ? ", 0" : "";
    }
}
