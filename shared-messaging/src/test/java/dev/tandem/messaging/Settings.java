package dev.tandem.messaging;

import java.time.Duration;

/** Settings for tests. */
final class Settings {

    static final MessagingSettings DEFAULT =
            new MessagingSettings(Duration.ofMillis(20), 500, 1, Duration.ofMillis(200));

    private Settings() {}
}
