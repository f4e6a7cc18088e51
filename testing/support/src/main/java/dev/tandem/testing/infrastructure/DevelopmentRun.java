package dev.tandem.testing.infrastructure;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.function.ThrowingConsumer;

/**
 * Runs one service from an IDE, against a PostgreSQL and a Kafka that it starts by itself and that end with it. The
 * data is new each time. As in tests, messages that violate their schemas are refused, and the service does not
 * rehearse, because a rehearsal needs the other services.
 */
public final class DevelopmentRun {

    private static final List<String> SETTINGS = List.of(
            "server.address=127.0.0.1",
            // Only the tests of the documents need what springdoc generates.
            "springdoc.api-docs.enabled=false",
            "tandem.database.migrate=true",
            "tandem.messaging.validation.share=1",
            "tandem.messaging.validation.refuse=true",
            "tandem.warm-up.enabled=false");

    private DevelopmentRun() {}

    /**
     * Starts a service, and prints where it listens.
     *
     * @param main the main method of the service
     * @param settings each as a name, an equals sign, and a value
     * @param arguments of the command line; they take precedence over the settings
     */
    public static ConfigurableApplicationContext start(
            ThrowingConsumer<String[]> main, List<String> settings, String... arguments) {
        var all = Stream.concat(
                Stream.concat(SETTINGS.stream(), settings.stream()).map(setting -> "--" + setting),
                Stream.of(arguments));
        var context = SpringApplication.from(main)
                .with(RealInfrastructureConfiguration.class)
                .run(all.toArray(String[]::new))
                .getApplicationContext();
        var environment = context.getEnvironment();
        System.out.printf(
                "%s is ready at http://localhost:%s/docs. Stop it in the IDE, or with Ctrl-C.%n",
                environment.getProperty("spring.application.name"), environment.getProperty("local.server.port"));
        return context;
    }
}
