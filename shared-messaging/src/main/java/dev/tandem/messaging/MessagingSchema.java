package dev.tandem.messaging;

import org.flywaydb.core.Flyway;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;

/** Keeps the tables of this module in a schema of their own, with a history of their own, beside those of the service. */
final class MessagingSchema implements FlywayMigrationStrategy {

    @Override
    public void migrate(Flyway service) {
        Flyway.configure()
                .dataSource(service.getConfiguration().getDataSource())
                .schemas("messaging")
                .locations("classpath:db/messaging")
                .load()
                .migrate();
        service.migrate();
    }
}
