package dev.tandem.benchmark;

import java.nio.file.Path;
import java.util.List;

/**
 * What a relay stands between.
 *
 * @param postgresPort the port of PostgreSQL on this machine
 * @param database the name of the database with the outbox
 * @param bootstrapServers where Kafka is
 * @param topic where its events go
 * @param folder where relays of the same outbox may keep something together
 */
record Link(int postgresPort, String database, String bootstrapServers, String topic, Path folder) {

    static final String USER = "postgres";

    static Link of(List<String> arguments) {
        return new Link(
                Integer.parseInt(arguments.get(0)),
                arguments.get(1),
                arguments.get(2),
                arguments.get(3),
                Path.of(arguments.get(4)));
    }

    List<String> arguments() {
        return List.of("" + postgresPort, database, bootstrapServers, topic, folder.toString());
    }

    String jdbcUrl() {
        return "jdbc:postgresql://localhost:" + postgresPort + "/" + database;
    }
}
