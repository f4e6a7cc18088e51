package dev.tandem.benchmark;

import dev.tandem.benchmark.infrastructure.Servers;
import dev.tandem.benchmark.run.Machine;
import io.debezium.connector.postgresql.Module;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.AppInfoParser;
import org.springframework.boot.SpringBootVersion;

/** The conditions of a measurement: the machine, and the versions of everything. */
final class Conditions {

    private Conditions() {}

    static Map<String, String> of(Servers servers) throws SQLException {
        var conditions = Machine.conditions();
        conditions.put("PostgreSQL", postgres(servers));
        conditions.put("Kafka, broker and clients", AppInfoParser.getVersion());
        conditions.put("Spring Boot", SpringBootVersion.getVersion());
        conditions.put("Debezium", Module.version());
        return conditions;
    }

    private static String postgres(Servers servers) throws SQLException {
        try (var connection = servers.postgres().connect("postgres");
                var statement = connection.createStatement()) {
            var settings = Stream.of("fsync", "synchronous_commit", "wal_level", "shared_buffers")
                    .map(name -> "'" + name + " ' || current_setting('" + name + "')")
                    .collect(Collectors.joining(
                            ", ", "select concat_ws(', ', current_setting('server_version'), ", ")"));
            try (var row = statement.executeQuery(settings)) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
