package dev.tandem.benchmark.contestant;

import java.nio.file.Path;
import java.util.List;

/**
 * The database and the topic that a relay connects.
 *
 * @param postgresPort the port of PostgreSQL on this machine
 * @param database the name of the database with the outbox
 * @param bootstrapServers the address of Kafka
 * @param topic the topic of its events
 * @param folder the folder for files that relays of the same outbox share
 */
public record Endpoints(int postgresPort, String database, String bootstrapServers, String topic, Path folder) {

    public static final String USER = "postgres";

    public static Endpoints of(List<String> arguments) {
        return new Endpoints(
                Integer.parseInt(arguments.get(0)),
                arguments.get(1),
                arguments.get(2),
                arguments.get(3),
                Path.of(arguments.get(4)));
    }

    public List<String> arguments() {
        return List.of("" + postgresPort, database, bootstrapServers, topic, folder.toString());
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://localhost:" + postgresPort + "/" + database;
    }
}
