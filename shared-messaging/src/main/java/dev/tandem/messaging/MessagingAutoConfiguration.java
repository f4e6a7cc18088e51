package dev.tandem.messaging;

import dev.tandem.database.ModuleSchema;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The settings and the tables of this module; each part of it has a configuration of its own. */
@AutoConfiguration
@EnableConfigurationProperties(MessagingSettings.class)
class MessagingAutoConfiguration {

    private static final int OUTBOX_PARTITIONS = 8;
    private static final int INBOX_PARTITIONS = 16;

    /** The service may truncate the partitions, as the sweeps do. */
    @Bean
    ModuleSchema messagingSchema(MessagingSettings settings) {
        var placeholders = Map.of("rowsPerPartition", "" + settings.rowsPerPartition());
        return new ModuleSchema("messaging", "classpath:db/messaging", placeholders, partitions(), null);
    }

    private static List<String> partitions() {
        return Stream.concat(numbered("outbox_", OUTBOX_PARTITIONS), numbered("inbox_", INBOX_PARTITIONS))
                .toList();
    }

    private static Stream<String> numbered(String table, int count) {
        return IntStream.range(0, count).mapToObj(number -> table + number);
    }
}
