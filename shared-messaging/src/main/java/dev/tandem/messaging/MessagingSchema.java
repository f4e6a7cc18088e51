package dev.tandem.messaging;

import dev.tandem.messaging.worker.UnpooledConnections;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;

/**
 * Keeps the tables of this module in a schema of their own, with its own migration history, beside the tables of the
 * service. All migrations use separate connections, on which a statement may take as long as it needs.
 */
final class MessagingSchema implements FlywayMigrationStrategy {

    /**
     * A migration that waits for a table blocks all users of that table. It is better if the service fails to start,
     * and tries again.
     */
    private static final String LIMITS = "-c lock_timeout=5s";

    private final MessagingSettings settings;

    MessagingSchema(MessagingSettings settings) {
        this.settings = settings;
    }

    @Override
    public void migrate(Flyway service) {
        var database = withoutLimits(service.getConfiguration().getDataSource());
        Flyway.configure()
                .dataSource(database)
                .schemas("messaging")
                .locations("classpath:db/messaging")
                .placeholders(Map.of("rowsPerPartition", "" + settings.rowsPerPartition()))
                .load()
                .migrate();
        Flyway.configure()
                .configuration(service.getConfiguration())
                .dataSource(database)
                .load()
                .migrate();
    }

    /** A service that gives its migrations another kind of data source has set its limits there. */
    private static DataSource withoutLimits(DataSource database) {
        return UnpooledConnections.to(database, properties -> {
            properties.remove("socketTimeout");
            properties.setProperty("options", LIMITS);
        });
    }
}
