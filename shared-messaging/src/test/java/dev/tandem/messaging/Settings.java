package dev.tandem.messaging;

import java.time.Duration;
import org.springframework.util.unit.DataSize;

/** Settings for tests. */
final class Settings {

    static final MessagingSettings DEFAULT = with(Duration.ofMillis(500), 500);

    private Settings() {}

    static MessagingSettings with(Duration lease, int batchSize) {
        return with(lease, batchSize, 1, 1000);
    }

    static MessagingSettings with(Duration lease, int batchSize, int lanes, int rowsPerPartition) {
        return new MessagingSettings(
                Duration.ofMillis(10),
                batchSize,
                DataSize.ofMegabytes(4),
                lanes,
                lease,
                rowsPerPartition,
                1,
                10,
                Duration.ofMillis(200),
                1000,
                new MessagingSettings.Validation(1, true));
    }
}
