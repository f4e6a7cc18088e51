package dev.tandem.benchmark.contestant;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;

/** The settings of Debezium's engine: its PostgreSQL connector, with the outbox event router. */
final class DebeziumSettings {

    private DebeziumSettings() {}

    static Properties of(Endpoints endpoints, Duration pollInterval) {
        var settings = new Properties();
        settings.putAll(Map.of(
                "name", "outbox",
                "connector.class", "io.debezium.connector.postgresql.PostgresConnector",
                "topic.prefix", "outbox",
                "database.hostname", "localhost",
                "database.port", "" + endpoints.postgresPort(),
                "database.user", Endpoints.USER,
                "database.password", "",
                "database.dbname", endpoints.database()));
        settings.putAll(Map.of(
                "plugin.name", "pgoutput",
                "slot.name", endpoints.database(),
                "publication.name", endpoints.database(),
                "publication.autocreate.mode", "filtered",
                "table.include.list", "public.outbox",
                "snapshot.mode", "no_data",
                "tombstones.on.delete", "false",
                "offset.storage", "org.apache.kafka.connect.storage.FileOffsetBackingStore",
                "offset.storage.file.filename",
                        endpoints.folder().resolve("offsets").toString()));
        // Large batches for the drain, short pauses for the latency.
        settings.putAll(Map.of(
                "max.batch.size", "8192",
                "max.queue.size", "32768",
                "poll.interval.ms", "" + pollInterval.toMillis()));
        settings.putAll(Map.of(
                "transforms", "outbox",
                "transforms.outbox.type", "io.debezium.transforms.outbox.EventRouter",
                "transforms.outbox.route.by.field", "topic",
                "transforms.outbox.route.topic.replacement", "${routedByValue}",
                "transforms.outbox.table.field.event.id", "message_id",
                "transforms.outbox.table.field.event.key", "subject",
                "transforms.outbox.table.field.event.payload", "payload",
                "transforms.outbox.table.fields.additional.placement", "type:header:ce_type"));
        return settings;
    }
}
