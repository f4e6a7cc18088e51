package dev.tandem.local.settings;

import dev.tandem.local.server.FreePorts;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

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

    /** A folder in the checkout and fixed ports; each can be changed by a variable. */
    public static StackSettings of(Path project, Map<String, String> environment) {
        var variables = new Variables(environment);
        var kafkaPort = variables.port("TANDEM_KAFKA_PORT", 19092);
        return new StackSettings(
                project,
                project.resolve(variables.text("TANDEM_HOME", ".tandem")).normalize(),
                variables.port("TANDEM_ORDER_PORT", 8080),
                variables.port("TANDEM_PAYMENT_PORT", 8081),
                variables.port("TANDEM_INVENTORY_PORT", 8082),
                variables.port("TANDEM_NOTIFICATION_PORT", 8083),
                variables.port("TANDEM_MAIL_PORT", 1080),
                variables.port("TANDEM_POSTGRES_PORT", 15432),
                kafkaPort,
                variables.port("TANDEM_KAFKA_CONTROLLER_PORT", kafkaPort + 1),
                variables.port("TANDEM_SMTP_PORT", 11025),
                Tuning.of(variables));
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
                Tuning.of(new Variables(Map.of())));
    }

    /** A port of the system, what it is for, and the variable that changes it. */
    public record Port(int number, String what, String variable) {}

    public List<Port> ports() {
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

    /** The secrets of the services and of their servers. */
    public Secrets secrets() {
        return new Secrets(home.resolve("secrets"));
    }

    /** The four services. Each has the addresses of the other services that it needs. */
    public List<ServiceDefinition> services() {
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
                                "http://localhost:" + paymentPort + "/simulated-provider")),
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
                name.toUpperCase(Locale.ROOT) + "_DB_URL",
                "jdbc:postgresql://localhost:" + postgresPort + "/" + database);
        environment.put("TANDEM_SECRETS", secrets().folder(name + "-service").toString());
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
        return new ServiceDefinition(name, name + "-service", database, port, environment);
    }
}
