package dev.tandem.local.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class KafkaBrokerIT {

    @Test
    void for_tests_leaves_nothing_behind() throws IOException {
        var broker = KafkaBroker.forTests();
        assertThat(foldersOf(broker)).hasSize(1);

        broker.close();

        assertThat(foldersOf(broker)).isEmpty();
    }

    private static List<Path> foldersOf(KafkaBroker broker) throws IOException {
        var port = broker.bootstrapServers().replace("localhost:", "");
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("tandem-kafka-" + port + "-"))
                    .toList();
        }
    }
}
