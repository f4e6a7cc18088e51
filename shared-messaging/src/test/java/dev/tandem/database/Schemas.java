package dev.tandem.database;

import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Migrates without a service. */
public final class Schemas {

    private Schemas() {}

    /** As the owner of a database, who lets a role use the tables. */
    public static void migrate(DataSource owner, String user, ModuleSchema... modules) {
        new DatabaseSchemas(List.of(modules), Optional.of(user), true)
                .migrate(Flyway.configure().dataSource(owner).load());
    }
}
