package dev.tandem.benchmark.contestant;

import java.sql.Connection;
import java.time.Duration;
import org.apache.kafka.clients.producer.Producer;

/** Reads a hundred rows each second; sends each, awaits its acknowledgement, and marks it as sent. */
final class NaiveRelay extends PollingRelay {

    NaiveRelay(Endpoints endpoints) {
        super(endpoints, Duration.ofSeconds(1));
    }

    @Override
    boolean relay(Connection connection, Producer<String, byte[]> producer) throws Exception {
        connection.setAutoCommit(true);
        try (var read = connection.prepareStatement(
                        "select " + COLUMNS + " from outbox where sent_at is null order by id limit 100");
                var mark = connection.prepareStatement("update outbox set sent_at = now() where id = ?");
                var rows = read.executeQuery()) {
            while (rows.next()) {
                producer.send(message(rows)).get();
                mark.setLong(1, rows.getLong(1));
                mark.executeUpdate();
            }
        }
        return false;
    }
}
