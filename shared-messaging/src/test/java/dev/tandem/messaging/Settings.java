package dev.tandem.messaging;

import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.util.unit.DataSize;

/** Settings for tests. */
public final class Settings {

    public static final MessagingSettings DEFAULT = with(Duration.ofMillis(500), 500);

    private Settings() {}

    public static MessagingSettings with(Duration lease, int batchSize) {
        return with(lease, batchSize, 1, 1000);
    }

    public static MessagingSettings with(Duration lease, int batchSize, int lanes, int rowsPerPartition) {
        return new MessagingSettings(
                Duration.ofMillis(10),
                batchSize,
                DataSize.ofMegabytes(4),
                lanes,
                lease,
                rowsPerPartition,
                1,
                10,
                Duration.ofMillis(200),
                1000,
                new MessagingSettings.Topics(1, 1),
                new MessagingSettings.Validation(1, true));
    }

    /** Creates the tables of this module in a database. */
    public static void migrate(DataSource database, MessagingSettings settings) {
        new MessagingSchema(settings)
                .migrate(Flyway.configure().dataSource(database).load());
    }
}
