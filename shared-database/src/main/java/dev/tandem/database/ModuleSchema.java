package dev.tandem.database;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tables that a module adds to the database of a service, in a schema of their own with a migration history of its own.
 * A module declares them as a bean of a configuration that {@link ImportSchemas} finds.
 *
 * @param name of the schema
 * @param location of the migrations
 * @param placeholders of the migrations
 * @param truncated the tables that the service may truncate
 * @param user the only role that may use the tables, besides their owner; {@code null} if it is that of the service
 */
public record ModuleSchema(
        String name,
        String location,
        Map<String, String> placeholders,
        List<String> truncated,
        @Nullable User user) {

    /**
     * A role.
     *
     * @param password {@code null} in the process that migrates the tables, which does not need it
     */
    public record User(String name, @Nullable String password) {

        /** Without the password. */
        @Override
        public String toString() {
            return name;
        }
    }
}
