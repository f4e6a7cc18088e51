package dev.tandem.messaging;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

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

    /** A service that gives its migrations a data source of their own has set its limits there. */
    private static DataSource withoutLimits(DataSource database) {
        var pool = DataSourceUnwrapper.unwrap(database, HikariDataSource.class);
        return pool == null ? database : withoutLimits(pool);
    }

    private static DataSource withoutLimits(HikariDataSource pool) {
        var properties = new Properties();
        properties.putAll(pool.getDataSourceProperties());
        properties.remove("socketTimeout");
        properties.setProperty("options", LIMITS);
        var connections = new DriverManagerDataSource(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
        connections.setConnectionProperties(properties);
        return connections;
    }
}
