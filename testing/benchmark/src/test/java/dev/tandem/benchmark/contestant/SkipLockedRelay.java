package dev.tandem.benchmark.contestant;

import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import org.apache.kafka.clients.producer.Producer;

/** Takes a thousand unlocked rows, sends them, awaits all acknowledgements, and deletes them. */
final class SkipLockedRelay extends PollingRelay {

    private static final int BATCH = 1000;

    SkipLockedRelay(Endpoints endpoints) {
        super(endpoints, Duration.ofMillis(10));
    }

    @Override
    boolean relay(Connection connection, Producer<String, byte[]> producer) throws Exception {
        var sent = new ArrayList<Long>(BATCH);
        try (var read = connection.prepareStatement(
                        "select " + COLUMNS + " from outbox order by id limit " + BATCH + " for update skip locked");
                var delete = connection.prepareStatement("delete from outbox where id = any (?)");
                var rows = read.executeQuery()) {
            while (rows.next()) {
                producer.send(message(rows));
                sent.add(rows.getLong(1));
            }
            if (!sent.isEmpty()) {
                producer.flush();
                delete.setArray(1, connection.createArrayOf("bigint", sent.toArray()));
                delete.executeUpdate();
            }
        }
        connection.commit();
        return sent.size() == BATCH;
    }
}
