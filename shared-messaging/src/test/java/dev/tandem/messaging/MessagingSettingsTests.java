package dev.tandem.messaging;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MessagingSettingsTests {

    @Test
    void a_batch_has_at_least_one_message() {
        assertThatThrownBy(() -> Settings.with(Duration.ofSeconds(1), 0)).hasMessageContaining("batch-size");
    }

    @Test
    void a_lease_is_longer_than_the_pauses_of_a_relay() {
        assertThatThrownBy(() -> Settings.with(Duration.ofMillis(99), 1)).hasMessageContaining("lease");
    }

    @Test
    void there_is_at_least_one_lane() {
        assertThatThrownBy(() -> Settings.with(Duration.ofSeconds(1), 1, 0, 1)).hasMessageContaining("lanes");
    }

    @Test
    void no_more_replicas_are_in_sync_than_there_are() {
        assertThatThrownBy(() -> new MessagingSettings.Topics(1, 2)).hasMessageContaining("min-in-sync-replicas");
        assertThatThrownBy(() -> new MessagingSettings.Topics(0, 0)).hasMessageContaining("topics.replicas");
    }
}
