package dev.tandem.benchmark.contestant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import io.debezium.engine.spi.OffsetCommitPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Debezium's embedded engine with the outbox event router. Its batches are sent, acknowledged, and then marked. */
final class DebeziumRelay implements Relay {

    /** The payload is text: Debezium would read bytes as hexadecimal digits, twice as many. */
    static final String TABLE = """
            create table outbox (message_id uuid primary key default uuidv7(), topic text not null,
                subject text not null, type text not null, payload text not null,
                created_at timestamptz not null default clock_timestamp())""";

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final Link link;
    private final Duration pollInterval;
    private volatile boolean running;
    private volatile @Nullable DebeziumEngine<?> engine;
    private @Nullable Thread worker;

    DebeziumRelay(Link link, Duration pollInterval) {
        this.link = link;
        this.pollInterval = pollInterval;
    }

    @Override
    public void start(int from, int to) {
        running = true;
        worker = Thread.ofPlatform().name("relay").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        var last = engine;
        try {
            if (last != null) {
                last.close();
            }
            requireNonNull(worker).join();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Starts a new engine when one has failed. An engine reads its position when it starts, so the slot has to be free
     * before that.
     */
    private void run() {
        while (running) {
            awaitFreeSlot();
            try (var producer = Producers.create(link.bootstrapServers())) {
                var next = DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                        .using(settings())
                        .using(OffsetCommitPolicy.always())
                        .notifying(
                                (List<RecordChangeEvent<SourceRecord>> batch,
                                        RecordCommitter<RecordChangeEvent<SourceRecord>> marks) -> {
                                    relay(batch, marks, producer);
                                })
                        .build();
                engine = next;
                next.run();
            }
        }
    }

    private void awaitFreeSlot() {
        try (var connection = DriverManager.getConnection(link.jdbcUrl(), Link.USER, "");
                var taken = connection.prepareStatement(
                        "select from pg_replication_slots where active and database = current_database()")) {
            while (running && isFound(taken)) {
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static boolean isFound(PreparedStatement query) throws SQLException {
        try (var rows = query.executeQuery()) {
            return rows.next();
        }
    }

    private void relay(
            List<RecordChangeEvent<SourceRecord>> batch,
            RecordCommitter<RecordChangeEvent<SourceRecord>> marks,
            Producer<String, byte[]> producer)
            throws InterruptedException {
        for (var event : batch) {
            var row = event.record();
            producer.send(Event.message(
                    row.topic(),
                    (String) row.key(),
                    UUID.fromString((String) row.headers().lastWithName("id").value()),
                    (String) row.headers().lastWithName("ce_type").value(),
                    ((String) row.value()).getBytes(UTF_8),
                    Instant.ofEpochMilli(row.timestamp())));
        }
        producer.flush();
        for (var event : batch) {
            marks.markProcessed(event);
        }
        marks.markBatchFinished();
    }

    private Properties settings() {
        var settings = new Properties();
        settings.putAll(Map.of(
                "name", "outbox",
                "connector.class", "io.debezium.connector.postgresql.PostgresConnector",
                "topic.prefix", "outbox",
                "database.hostname", "localhost",
                "database.port", "" + link.postgresPort(),
                "database.user", Link.USER,
                "database.password", "",
                "database.dbname", link.database()));
        settings.putAll(Map.of(
                "plugin.name", "pgoutput",
                "slot.name", link.database(),
                "publication.name", link.database(),
                "publication.autocreate.mode", "filtered",
                "table.include.list", "public.outbox",
                "snapshot.mode", "no_data",
                "tombstones.on.delete", "false",
                "offset.storage", "org.apache.kafka.connect.storage.FileOffsetBackingStore",
                "offset.storage.file.filename", link.folder().resolve("offsets").toString()));
        // Large batches for the drain, short waits for the latency.
        settings.putAll(Map.of(
                "max.batch.size", "8192",
                "max.queue.size", "32768",
                "poll.interval.ms", "" + pollInterval.toMillis()));
        settings.putAll(Map.of(
                "transforms", "outbox",
                "transforms.outbox.type", "io.debezium.transforms.outbox.EventRouter",
                "transforms.outbox.route.by.field", "topic",
                "transforms.outbox.route.topic.replacement", "${routedByValue}",
                "transforms.outbox.table.field.event.id", "message_id",
                "transforms.outbox.table.field.event.key", "subject",
                "transforms.outbox.table.field.event.payload", "payload",
                "transforms.outbox.table.fields.additional.placement", "type:header:ce_type"));
        return settings;
    }
}
