package dev.tandem.messaging.relay;

import com.zaxxer.hikari.HikariDataSource;
import dev.tandem.messaging.MessagingSettings;
import dev.tandem.messaging.Settings;
import dev.tandem.messaging.lane.LeaseKeeper;
import dev.tandem.testing.infrastructure.Infrastructure.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;

/** A relay in a process of its own, which can be killed and suspended. */
final class RelayProcess {

    private RelayProcess() {}

    static Process start(Database database, String bootstrapServers, MessagingSettings settings, int heapMegabytes) {
        var command = List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx" + heapMegabytes + "m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlogging.level.root=warn",
                "-cp",
                System.getProperty("java.class.path"),
                RelayProcess.class.getName(),
                database.jdbcUrl(),
                database.user(),
                database.password(),
                bootstrapServers,
                "" + settings.lease().toMillis(),
                "" + settings.batchSize());
        try {
            return new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static void main(String[] arguments) throws InterruptedException {
        var settings = Settings.with(Duration.ofMillis(Long.parseLong(arguments[4])), Integer.parseInt(arguments[5]));
        var relay = relay(dataSource(arguments[0], arguments[1], arguments[2]), arguments[3], settings);
        relay.start();
        Thread.currentThread().join();
    }

    static HikariDataSource dataSource(String url, String user, String password) {
        var dataSource = new HikariDataSource();
        dataSource.setJdbcUrl(url);
        dataSource.setUsername(user);
        dataSource.setPassword(password);
        dataSource.setMinimumIdle(1);
        return dataSource;
    }

    static OutboxRelay relay(HikariDataSource dataSource, String bootstrapServers, MessagingSettings settings) {
        var leases = new LeaseKeeper(dataSource, settings.lease());
        return new OutboxRelay(
                settings.lanes(), lane -> laneRelay(dataSource, bootstrapServers, settings, lane, leases), leases);
    }

    static LaneRelay laneRelay(
            HikariDataSource dataSource,
            String bootstrapServers,
            MessagingSettings settings,
            int lane,
            LeaseKeeper leases) {
        return new LaneRelay(
                dataSource,
                () -> producer(bootstrapServers),
                settings,
                "/test",
                lane,
                leases,
                unavailableTopics(bootstrapServers));
    }

    static UnavailableTopics unavailableTopics(String bootstrapServers) {
        return new UnavailableTopics(() -> Admin.create(Map.of("bootstrap.servers", bootstrapServers)));
    }

    /** A producer with the settings that services use. */
    static KafkaProducer<String, byte[]> producer(String bootstrapServers) {
        var settings = new HashMap<>(RelayAutoConfiguration.PRODUCER);
        settings.put("bootstrap.servers", bootstrapServers);
        return new KafkaProducer<>(settings);
    }
}
