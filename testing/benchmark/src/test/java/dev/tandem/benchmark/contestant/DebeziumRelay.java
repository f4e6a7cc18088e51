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
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Debezium's embedded engine with the outbox event router. It marks a batch as processed when Kafka has acknowledged
 * it.
 */
final class DebeziumRelay implements Relay {

    /** The payload is text, because Debezium reads bytes as hexadecimal digits, which are twice as long. */
    static final String TABLE = """
            create table outbox (message_id uuid primary key default uuidv7(), topic text not null,
                subject text not null, type text not null, payload text not null,
                created_at timestamptz not null default clock_timestamp())""";

    private static final Duration SLOT_CHECK_INTERVAL = Duration.ofMillis(100);

    private final Endpoints endpoints;
    private final Duration pollInterval;
    private volatile boolean running;
    private volatile @Nullable DebeziumEngine<?> engine;
    private @Nullable Thread worker;

    DebeziumRelay(Endpoints endpoints, Duration pollInterval) {
        this.endpoints = endpoints;
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
     * Starts a new engine when one has failed. An engine reads its position when it starts, so it has to wait for the
     * slot.
     */
    private void run() {
        while (running) {
            awaitFreeSlot();
            try (var producer = Producers.create(endpoints.bootstrapServers())) {
                var next = DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                        .using(DebeziumSettings.of(endpoints, pollInterval))
                        .using(OffsetCommitPolicy.always())
                        .notifying(
                                (List<RecordChangeEvent<SourceRecord>> batch,
                                        RecordCommitter<RecordChangeEvent<SourceRecord>> committer) -> {
                                    relay(batch, committer, producer);
                                })
                        .build();
                engine = next;
                next.run();
            }
        }
    }

    private void awaitFreeSlot() {
        try (var connection = DriverManager.getConnection(endpoints.jdbcUrl(), Endpoints.USER, "");
                var activeSlots = connection.prepareStatement(
                        "select from pg_replication_slots where active and database = current_database()")) {
            while (running && isFound(activeSlots)) {
                LockSupport.parkNanos(SLOT_CHECK_INTERVAL.toNanos());
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
            RecordCommitter<RecordChangeEvent<SourceRecord>> committer,
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
            committer.markProcessed(event);
        }
        committer.markBatchFinished();
    }
}
