package dev.tandem.messaging.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contracts.EarlierVersion;
import dev.tandem.contracts.Message;
import dev.tandem.contracts.topology.Channels;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** All messages that were ever released, read by this build as it would read them from Kafka. */
class ReleasedMessagesTests {

    private static final String SUFFIX = ".sample.json";
    private static final List<MessageCatalogue<?>> catalogues =
            Channels.ALL.stream().<MessageCatalogue<?>>map(MessageCatalogue::of).toList();

    private final MessageJson json = new MessageJson();

    @ParameterizedTest
    @MethodSource("samples")
    void a_sample_becomes_a_message_of_today_that_its_schema_accepts(Resource sample) throws IOException {
        var name = String.valueOf(sample.getFilename());
        var message = read(name.substring(0, name.length() - SUFFIX.length()), sample.getContentAsByteArray());

        assertThat(message).isNotInstanceOf(EarlierVersion.class);
        assertThat(json.violation(MessageCatalogue.typeOf(message.getClass()), json.write(message)))
                .isEmpty();
    }

    @Test
    void there_are_samples_of_each_release() throws IOException {
        assertThat(samples().map(ReleasedMessagesTests::folderOf)).contains("present", "released/1", "released/2");
    }

    private Message read(String type, byte[] payload) {
        return catalogues.stream()
                .map(catalogue -> read(catalogue, type, payload))
                .flatMap(Optional::stream)
                .findAny()
                .orElseThrow(() -> new AssertionError("nobody reads " + type));
    }

    private Optional<Message> read(MessageCatalogue<?> catalogue, String type, byte[] payload) {
        return catalogue.find(type).map(known -> catalogue.present(json.read(payload, known)));
    }

    private static Stream<Resource> samples() throws IOException {
        return Arrays.stream(
                new PathMatchingResourcePatternResolver().getResources("classpath*:contracts/**/*" + SUFFIX));
    }

    private static String folderOf(Resource sample) {
        return sample.getDescription().replaceFirst(".*contracts/(present|released/[0-9]+)/.*", "$1");
    }
}
