package dev.tandem.database;

import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;

/**
 * The two commands of a service. With the argument {@code --migrate} a process brings the tables up to date, as the
 * owner of the database, and ends. Without it, it serves, and never needs the owner's password.
 */
public final class MigrateOrServe {

    private static final String MIGRATE = "--migrate";

    private MigrateOrServe() {}

    /**
     * Runs a service.
     *
     * @param arguments of the command line
     */
    public static void run(Class<?> service, String... arguments) {
        if (List.of(arguments).contains(MIGRATE)) {
            migrate(arguments);
        } else {
            SpringApplication.run(service, arguments);
        }
    }

    private static void migrate(String... arguments) {
        new SpringApplicationBuilder(Migration.class)
                .web(WebApplicationType.NONE)
                .properties("tandem.database.migrate=true")
                .run(arguments)
                .close();
    }

    /** The service without all that it does. */
    @Configuration(proxyBeanMethods = false)
    @ImportSchemas
    static class Migration {}
}
