package dev.tandem.benchmark.contestant;

import java.time.Duration;
import java.util.Arrays;

/** A way to get events from a table to Kafka. */
public enum Contestant {

    /** No table at all: as many events as Kafka accepts from one producer. */
    PRODUCER("producer", ""),

    /** Ours: a ledger, read by snapshots. */
    LEDGER("ledger", ""),

    /** The poller of many tutorials: one message at a time. */
    NAIVE("naive", """
            create table outbox (id bigserial primary key, message_id uuid not null default uuidv7(), topic text not null,
                subject text not null, type text not null, payload bytea not null,
                created_at timestamptz not null default clock_timestamp(), sent_at timestamptz);
            create index on outbox (id) where sent_at is null"""),

    /** A queue, whose rows are locked, sent and deleted in batches. */
    SKIP_LOCKED("skip-locked", """
            create table outbox (id bigserial primary key, message_id uuid not null default uuidv7(), topic text not null,
                subject text not null, type text not null, payload bytea not null,
                created_at timestamptz not null default clock_timestamp())"""),

    /** Debezium's engine in one of our processes, with its outbox event router. */
    DEBEZIUM("debezium", DebeziumRelay.TABLE),

    /** The same with shorter pauses: faster while there is little to do, and never idle. */
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

    public String label() {
        return label;
    }

    /** The statements that create its tables; empty if it does so itself. */
    public String tables() {
        return tables;
    }

    public boolean hasTable() {
        return this != PRODUCER;
    }

    /** Whether it reads the write-ahead log, through a slot of its own. */
    public boolean isDebezium() {
        return this == DEBEZIUM || this == DEBEZIUM_1MS;
    }

    public Relay relay(Link link) {
        return switch (this) {
            case PRODUCER -> new ProducerRelay(link);
            case LEDGER -> new LedgerRelay(link);
            case NAIVE -> new NaiveRelay(link);
            case SKIP_LOCKED -> new SkipLockedRelay(link);
            case DEBEZIUM -> new DebeziumRelay(link, Duration.ofMillis(10));
            case DEBEZIUM_1MS -> new DebeziumRelay(link, Duration.ofMillis(1));
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
