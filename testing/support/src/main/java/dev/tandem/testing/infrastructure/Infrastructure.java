package dev.tandem.testing.infrastructure;

import dev.tandem.local.server.KafkaBroker;
import dev.tandem.local.server.PostgresServer;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.SpringApplication;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * A PostgreSQL and a Kafka for the tests of one JVM, started when the first test asks for them.
 *
 * <p>The system property {@code infra} says which: {@code containers}, {@code embedded}, or {@code auto} for containers
 * if a Docker engine answers. The choice and the reason for it are printed.
 */
public abstract sealed class Infrastructure {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    /** The infrastructure of this JVM. */
    public static Infrastructure get() {
        return Holder.INFRASTRUCTURE;
    }

    public abstract String bootstrapServers();

    /** The container of PostgreSQL, which has its client programs, too; empty if the server is embedded. */
    public Optional<PostgreSQLContainer> postgresContainer() {
        return Optional.empty();
    }

    abstract String jdbcUrl(String database);

    abstract String user();

    abstract String password();

    /** A new, empty database for the caller alone, with two roles as in an installation. */
    public Database newDatabase() {
        var name = "test_" + DATABASES.incrementAndGet();
        var database = new Database(jdbcUrl(name), name, "of " + name);
        asSuperuser("create role " + database.owner() + " login password '" + database.password() + "'");
        asSuperuser("create role " + database.user() + " login password '" + database.password() + "'");
        asSuperuser("create database " + name + " owner " + database.owner());
        asSuperuser("revoke all on database " + name + " from public");
        asSuperuser("grant connect on database " + name + " to " + database.user());
        return database;
    }

    /** Runs a statement as the superuser, outside any database of a test. */
    public void asSuperuser(String sql) {
        execute(sql, jdbcUrl("postgres"), user(), password());
    }

    private static void execute(String sql, String url, String user, String password) {
        try (var connection = DriverManager.getConnection(url, user, password);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException("could not execute: " + sql, failed);
        }
    }

    /**
     * A database, and the role as which a service opens it. The service may not change its tables: only the owner may,
     * who has the same password.
     */
    public record Database(String jdbcUrl, String user, String password) {

        public String owner() {
            return user + "_owner";
        }

        /**
         * Runs statements as the owner. The service may use the tables that they create, if the database was migrated.
         */
        public void asOwner(String sql) {
            execute(sql, jdbcUrl, owner(), password);
        }
    }

    /** Servers without Docker: the ones that {@code ./tandem up} starts. */
    private static final class Embedded extends Infrastructure {

        private final PostgresServer postgres = PostgresServer.forTests();
        private final KafkaBroker kafka = KafkaBroker.forTests();

        Embedded() {
            // After the services that run in this JVM, which would log that their servers are gone.
            SpringApplication.getShutdownHandlers().add(kafka::close);
            SpringApplication.getShutdownHandlers().add(postgres::close);
            Runtime.getRuntime().addShutdownHook(new Thread(this::closeWithoutServices));
        }

        /** Spring does nothing at the end of a JVM in which no service was started. */
        private void closeWithoutServices() {
            if (Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals("SpringApplicationShutdownHook"))) {
                kafka.close();
                postgres.close();
            }
        }

        @Override
        public String bootstrapServers() {
            return kafka.bootstrapServers();
        }

        @Override
        String jdbcUrl(String database) {
            return postgres.jdbcUrl(database);
        }

        @Override
        String user() {
            return "postgres";
        }

        @Override
        String password() {
            return postgres.password();
        }
    }

    /** Servers in containers, the images of {@code docker-compose.yml}. Testcontainers removes them with the JVM. */
    private static final class Containers extends Infrastructure {

        private final PostgreSQLContainer postgres = new PostgreSQLContainer("postgres:18")
                .withCommand("postgres", "-c", "max_connections=300", "-c", "fsync=off");
        private final KafkaContainer kafka =
                new KafkaContainer("apache/kafka:4.2.1").withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");

        Containers() {
            postgres.start();
            kafka.start();
        }

        @Override
        public Optional<PostgreSQLContainer> postgresContainer() {
            return Optional.of(postgres);
        }

        @Override
        public String bootstrapServers() {
            return kafka.getBootstrapServers();
        }

        @Override
        String jdbcUrl(String database) {
            return "jdbc:postgresql://" + postgres.getHost() + ":" + postgres.getFirstMappedPort() + "/" + database;
        }

        @Override
        String user() {
            return postgres.getUsername();
        }

        @Override
        String password() {
            return postgres.getPassword();
        }
    }

    private static final class Holder {

        private static final Infrastructure INFRASTRUCTURE = choose();

        private static Infrastructure choose() {
            var choice = InfrastructureChoice.of(System.getProperty("infra", "auto"), DockerEngine::answers);
            System.out.println("infrastructure: " + choice);
            return choice.containers() ? new Containers() : new Embedded();
        }
    }
}
