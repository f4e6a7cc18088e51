package dev.tandem.benchmark.contestant;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** A relay that reads its table batch by batch, and pauses when no rows are left. */
abstract class PollingRelay implements Relay {

    static final String COLUMNS = "id, message_id, topic, subject, type, payload, created_at";

    private final Endpoints endpoints;
    private final Duration pause;
    private final Semaphore stop = new Semaphore(0);
    private @Nullable Thread worker;

    PollingRelay(Endpoints endpoints, Duration pause) {
        this.endpoints = endpoints;
        this.pause = pause;
    }

    /**
     * Relays one batch.
     *
     * @return whether to continue without a pause
     */
    abstract boolean relay(Connection connection, Producer<String, byte[]> producer) throws Exception;

    @Override
    public void start(int from, int to) {
        worker = Thread.ofPlatform().name("relay").start(this::run);
    }

    @Override
    public void stop() {
        stop.release();
        try {
            requireNonNull(worker).join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (var connection = DriverManager.getConnection(endpoints.jdbcUrl(), Endpoints.USER, "");
                var producer = Producers.create(endpoints.bootstrapServers())) {
            connection.setAutoCommit(false);
            while (!stop.tryAcquire()) {
                if (!relay(connection, producer) && stop.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (Exception failure) {
            throw new IllegalStateException("the relay has failed", failure);
        }
    }

    static ProducerRecord<String, byte[]> message(ResultSet row) throws SQLException {
        return Event.message(
                row.getString(3),
                row.getString(4),
                row.getObject(2, UUID.class),
                row.getString(5),
                row.getBytes(6),
                row.getObject(7, OffsetDateTime.class).toInstant());
    }
}
