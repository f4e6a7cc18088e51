package dev.tandem.database;

import dev.tandem.database.ModuleSchema.User;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.jdbc.datasource.AbstractDriverBasedDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The tables of a service and of its modules. As the owner of the database this brings them up to date, and lets the
 * service use them. A service that does not own its database only makes sure that they are up to date.
 */
final class DatabaseSchemas implements FlywayMigrationStrategy {

    /**
     * A migration that waits for a table blocks all users of that table. It is better if the migration fails, and is
     * tried again. Apart from that, a statement may take as long as it needs.
     */
    private static final String LIMIT = "set lock_timeout = '5s'";

    private final List<ModuleSchema> modules;
    private final Optional<String> user;
    private final boolean migrates;

    /**
     * Knows the tables.
     *
     * @param user the role as which the service connects, if that is known
     * @param migrates whether this process is the owner of the database
     */
    DatabaseSchemas(List<ModuleSchema> modules, Optional<String> user, boolean migrates) {
        this.modules = modules;
        this.user = user;
        this.migrates = migrates;
    }

    @Override
    public void migrate(Flyway service) {
        var database = withoutLimits(service.getConfiguration().getDataSource());
        modules.forEach(module -> bring(module, database));
        bring(
                Flyway.configure()
                        .configuration(service.getConfiguration())
                        .dataSource(database)
                        .initSql(LIMIT)
                        .load(),
                List.of(),
                user);
    }

    /** Only the owner and its user can see the tables of a module. */
    private void bring(ModuleSchema module, DataSource database) {
        if (module.user() instanceof User other) {
            var tables = of(module, migrates ? database : as(other, database));
            bring(tables, module.truncated(), Optional.of(other.name()));
            if (migrates) {
                user.filter(service -> !service.equals(other.name()))
                        .ifPresent(service -> new Grants(service, List.of()).take(tables.getConfiguration()));
            }
        } else {
            bring(of(module, database), module.truncated(), user);
        }
    }

    private static DataSource as(User user, DataSource database) {
        return database instanceof AbstractDriverBasedDataSource connections
                ? new DriverManagerDataSource(
                        Objects.requireNonNull(connections.getUrl()),
                        user.name(),
                        Objects.requireNonNullElse(user.password(), ""))
                : database;
    }

    /** Takes over tables that were there before the module had a history. */
    private static Flyway of(ModuleSchema module, DataSource database) {
        return Flyway.configure()
                .dataSource(database)
                .initSql(LIMIT)
                .schemas(module.name())
                .locations(module.location())
                .placeholders(module.placeholders())
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load();
    }

    private void bring(Flyway flyway, List<String> truncated, Optional<String> to) {
        if (migrates) {
            flyway.migrate();
            to.ifPresent(role -> new Grants(role, truncated).give(flyway.getConfiguration()));
        } else {
            requireUpToDate(flyway);
        }
    }

    private static void requireUpToDate(Flyway flyway) {
        var result = flyway.validateWithResult();
        if (!result.validationSuccessful) {
            throw new OutdatedSchemaException(result.getAllErrorMessages());
        }
    }

    /** A service that gives its migrations another kind of data source has set its limits there. */
    private static DataSource withoutLimits(DataSource database) {
        return UnpooledConnections.to(database, properties -> {
            properties.remove("socketTimeout");
            properties.remove("options");
        });
    }
}
