package dev.tandem.messaging;

import dev.tandem.database.Schemas;
import dev.tandem.testing.infrastructure.Infrastructure.Database;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
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

    /** Creates the tables of this module as the owner of a database, and lets its user use them. */
    public static void migrate(Database database, MessagingSettings settings) {
        migrate(
                new DriverManagerDataSource(database.jdbcUrl(), database.owner(), database.password()),
                database.user(),
                settings);
    }

    /** Creates the tables of this module, and lets a role use them. */
    public static void migrate(DataSource owner, String user, MessagingSettings settings) {
        Schemas.migrate(owner, user, new MessagingAutoConfiguration().messagingSchema(settings));
    }
}
