package dev.tandem.messaging;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MessagingSettingsTests {

    @Test
    void a_batch_of_nothing_is_refused_by_the_name_of_its_setting() {
        assertThatThrownBy(() -> new MessagingSettings(Duration.ofMillis(100), 0, 1, Duration.ofSeconds(10)))
                .hasMessage("tandem.messaging.batch-size must be at least 1");
    }

    @Test
    void a_poll_without_a_pause_is_refused_by_the_name_of_its_setting() {
        assertThatThrownBy(() -> new MessagingSettings(Duration.ZERO, 500, 1, Duration.ofSeconds(10)))
                .hasMessage("tandem.messaging.poll-interval must be longer than nothing");
    }
}
