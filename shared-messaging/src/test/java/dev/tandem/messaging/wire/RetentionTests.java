package dev.tandem.messaging.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RetentionTests {

    @Test
    void is_that_of_the_channel_that_keeps_its_messages_longest() {
        assertThat(Retention.longest(KnownChannels.with(Stream.empty())).days()).isEqualTo(7);
    }

    /** The last record of a day, in a segment that is filled for a day, is deleted in the first minutes of day ten. */
    @Test
    void is_outlasted_by_the_inbox() {
        assertThat(new Retention(7).rememberedDays()).isEqualTo(10);
    }
}
