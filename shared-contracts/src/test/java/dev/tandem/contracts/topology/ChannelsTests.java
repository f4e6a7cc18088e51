package dev.tandem.contracts.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contracts.Channel;
import dev.tandem.contracts.MessageType;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChannelsTests {

    @Test
    void every_channel_is_a_sealed_interface_with_a_topic_of_its_own() {
        assertThat(Channels.ALL).allSatisfy(channel -> {
            assertThat(channel.isSealed()).isTrue();
            assertThat(channel).hasAnnotation(Channel.class);
        });
        assertThat(Channels.ALL)
                .extracting(channel -> channel.getAnnotation(Channel.class).value())
                .doesNotHaveDuplicates();
    }

    @Test
    void every_message_is_a_record_with_a_versioned_type() {
        assertThat(messages()).allSatisfy(message -> {
            assertThat(message).isRecord();
            assertThat(typeOf(message))
                    .matches("(order|payment|inventory|notification)(\\.[a-z][a-z-]*)+\\.v[1-9][0-9]*");
        });
    }

    @Test
    void no_two_messages_have_the_same_type() {
        assertThat(messages().stream().map(ChannelsTests::typeOf)).doesNotHaveDuplicates();
    }

    private static List<Class<?>> messages() {
        return Channels.ALL.stream()
                .<Class<?>>flatMap(channel -> Channels.messagesOf(channel).stream())
                .toList();
    }

    private static String typeOf(Class<?> message) {
        return Arrays.stream(message.getAnnotationsByType(MessageType.class))
                .map(MessageType::value)
                .findAny()
                .orElse("none");
    }
}
