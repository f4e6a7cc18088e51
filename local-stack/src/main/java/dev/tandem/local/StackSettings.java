package dev.tandem.local;

import dev.tandem.local.server.FreePorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The folders and ports of the stack.
 *
 * @param project the checkout, with the services' jars in it
 * @param home for data, logs, unpacked services and their start-up caches
 * @param kafkaController the port on which Kafka talks to itself
 */
public record StackSettings(
        Path project,
        Path home,
        int orderPort,
        int paymentPort,
        int inventoryPort,
        int notificationPort,
        int mailPagePort,
        int postgresPort,
        int kafkaPort,
        int kafkaController,
        int smtpPort,
        Tuning tuning) {

    /**
     * How the services' JVMs run.
     *
     * @param javaOptions instead of the usual ones
     * @param cachesAfter when the making of start-up caches begins, counted from the moment when everything is ready
     * @param debugPorts where a debugger can attach, by the services' names
     */
    record Tuning(List<String> javaOptions, Duration cachesAfter, Map<String, Integer> debugPorts) {

        /** A port of its own for each service, so that each can be debugged beside the others. */
        private static final Map<String, Integer> DEBUG_PORTS =
                Map.of("order", 5005, "payment", 5006, "inventory", 5007, "notification", 5008);

        /** The compiler for one core, the small collector and a small heap: chosen for a fast start, not for load. */
        private static final String USUAL_OPTIONS =
                "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xms64m -Xmx256m -XX:+ExitOnOutOfMemoryError";

        /** By then the first order has been placed, and the caches do not compete with it. */
        private static final String TWO_MINUTES = "120";

        static Tuning of(Map<String, String> environment) {
            return new Tuning(
                    List.of(text(environment, "TANDEM_JAVA_OPTIONS", USUAL_OPTIONS)
                            .strip()
                            .split("\\s+")),
                    Duration.ofSeconds(seconds(environment, "TANDEM_CACHES_AFTER", TWO_MINUTES)),
                    debugPorts(text(environment, "TANDEM_DEBUG", "")));
        }

        private static Map<String, Integer> debugPorts(String services) {
            var ports = new TreeMap<String, Integer>();
            for (var service :
                    services.isEmpty() ? new String[0] : services.strip().split("\\s*,\\s*")) {
                var port = DEBUG_PORTS.get(service);
                if (port == null) {
                    throw new LaunchException("TANDEM_DEBUG=" + services + " names no service: give some of "
                            + String.join(", ", new TreeSet<>(DEBUG_PORTS.keySet())) + ", separated by commas");
                }
                ports.put(service, port);
            }
            return ports;
        }

        private static long seconds(Map<String, String> environment, String variable, String otherwise) {
            var value = text(environment, variable, otherwise);
            if (!value.matches("[0-9]{1,6}")) {
                throw new LaunchException(variable + "=" + value + " is not a time: give a number of seconds");
            }
            return Long.parseLong(value);
        }
    }

    /** Not a secret, since there is nothing to protect on this machine; real installations create their own. */
    private static final String PLAY_KEY = "for-play-only-for-play-only-for-play-only";

    /** A folder in the checkout and fixed ports; each can be changed by a variable. */
    public static StackSettings of(Path project, Map<String, String> environment) {
        var kafkaPort = port(environment, "TANDEM_KAFKA_PORT", 19092);
        return new StackSettings(
                project,
                project.resolve(text(environment, "TANDEM_HOME", ".tandem")).normalize(),
                port(environment, "TANDEM_ORDER_PORT", 8080),
                port(environment, "TANDEM_PAYMENT_PORT", 8081),
                port(environment, "TANDEM_INVENTORY_PORT", 8082),
                port(environment, "TANDEM_NOTIFICATION_PORT", 8083),
                port(environment, "TANDEM_MAIL_PORT", 1080),
                port(environment, "TANDEM_POSTGRES_PORT", 15432),
                kafkaPort,
                port(environment, "TANDEM_KAFKA_CONTROLLER_PORT", kafkaPort + 1),
                port(environment, "TANDEM_SMTP_PORT", 11025),
                Tuning.of(environment));
    }

    /** Ports that are free at this moment, for tests. */
    public static StackSettings onFreePorts(Path project, Path home) {
        var ports = FreePorts.find(9);
        return new StackSettings(
                project,
                home,
                ports.get(0),
                ports.get(1),
                ports.get(2),
                ports.get(3),
                ports.get(4),
                ports.get(5),
                ports.get(6),
                ports.get(7),
                ports.get(8),
                Tuning.of(Map.of()));
    }

    private static int port(Map<String, String> environment, String variable, int otherwise) {
        var value = text(environment, variable, "" + otherwise);
        if (!value.matches("[1-9][0-9]{0,4}") || Integer.parseInt(value) > 65535) {
            throw new LaunchException(variable + "=" + value + " is not a port: give a number from 1 to 65535");
        }
        return Integer.parseInt(value);
    }

    private static String text(Map<String, String> environment, String variable, String otherwise) {
        var value = environment.getOrDefault(variable, "");
        return value.isBlank() ? otherwise : value;
    }

    /** A port of the system, what it is for, and the variable that changes it. */
    record Port(int number, String what, String variable) {}

    List<Port> ports() {
        return List.of(
                new Port(orderPort, "order-service", "TANDEM_ORDER_PORT"),
                new Port(paymentPort, "payment-service", "TANDEM_PAYMENT_PORT"),
                new Port(inventoryPort, "inventory-service", "TANDEM_INVENTORY_PORT"),
                new Port(notificationPort, "notification-service", "TANDEM_NOTIFICATION_PORT"),
                new Port(mailPagePort, "the mail page", "TANDEM_MAIL_PORT"),
                new Port(postgresPort, "PostgreSQL", "TANDEM_POSTGRES_PORT"),
                new Port(kafkaPort, "Kafka", "TANDEM_KAFKA_PORT"),
                new Port(kafkaController, "Kafka's controller", "TANDEM_KAFKA_CONTROLLER_PORT"),
                new Port(smtpPort, "SMTP", "TANDEM_SMTP_PORT"));
    }

    /** The four services, with the addresses of the others that each needs. */
    List<ServiceDefinition> services() {
        return List.of(
                service("inventory", "inventory", inventoryPort, Map.of("SPRING_SQL_INIT_MODE", "always")),
                service(
                        "payment",
                        "payment",
                        paymentPort,
                        Map.of(
                                // The provider that the service itself simulates, where that is enabled.
                                "TANDEM_SIMULATED_PROVIDER_ENABLED",
                                "true",
                                "PROVIDER_URL",
                                "http://localhost:" + paymentPort,
                                "PAYMENT_FINGERPRINT_KEY",
                                PLAY_KEY)),
                service(
                        "order",
                        "orders",
                        orderPort,
                        Map.of(
                                "INVENTORY_URL", "http://localhost:" + inventoryPort,
                                "PAYMENT_URL", "http://localhost:" + paymentPort)),
                service("notification", "notification", notificationPort, Map.of("SMTP_PORT", "" + smtpPort)));
    }

    private ServiceDefinition service(String name, String database, int port, Map<String, String> others) {
        var environment = new TreeMap<>(others);
        environment.put(
                name.toUpperCase(java.util.Locale.ROOT) + "_DB_URL",
                "jdbc:postgresql://localhost:" + postgresPort + "/" + database);
        environment.put("KAFKA_BOOTSTRAP_SERVERS", "localhost:" + kafkaPort);
        environment.put("SERVER_PORT", "" + port);
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        // The launcher waits for all services anyway, and on a busy machine the last one may come late.
        environment.put("TANDEM_WARMUP_LIMIT", "30s");
        // Everything has to end within ten seconds, the database and the broker after the services.
        environment.put("SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE", "4s");
        // A message that violates its schema fails on this machine, not in a consumer.
        environment.put("TANDEM_MESSAGING_VALIDATION_SHARE", "1");
        environment.put("TANDEM_MESSAGING_VALIDATION_REFUSE", "true");
        return new ServiceDefinition(name, name + "-service", port, environment);
    }
}
