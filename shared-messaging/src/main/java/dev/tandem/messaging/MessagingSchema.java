package dev.tandem.messaging;

import java.util.Map;
import org.flywaydb.core.Flyway;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;

/** Keeps the tables of this module in a schema of their own, with a history of their own, beside those of the service. */
final class MessagingSchema implements FlywayMigrationStrategy {

    private final MessagingSettings settings;

    MessagingSchema(MessagingSettings settings) {
        this.settings = settings;
    }

    @Override
    public void migrate(Flyway service) {
        Flyway.configure()
                .dataSource(service.getConfiguration().getDataSource())
                .schemas("messaging")
                .locations("classpath:db/messaging")
                .placeholders(Map.of("rowsPerPartition", "" + settings.rowsPerPartition()))
                .load()
                .migrate();
        service.migrate();
    }
}
