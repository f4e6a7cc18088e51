package dev.tandem.system.fuzz.records;

import dev.tandem.system.fuzz.values.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.json.JsonMapper;

/** The published schemas of all messages. */
public final class MessageSchemas {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String PUBLISHED = "classpath*:contracts/present/*.schema.json";

    /** The schema of a type of message on a topic. */
    public record Kind(String topic, String type, Shape shape) {}

    private MessageSchemas() {}

    public static List<Kind> all() {
        try {
            return Arrays.stream(new PathMatchingResourcePatternResolver().getResources(PUBLISHED))
                    .map(MessageSchemas::read)
                    .sorted(Comparator.comparing(Kind::type))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Kind read(Resource published) {
        try (var text = published.getInputStream()) {
            var schema = JSON.readTree(text);
            var topic = schema.path("description").asString().replaceFirst(".*on the topic ([a-z.-]+).*", "$1");
            return new Kind(topic, schema.path("title").asString(), Shape.of(schema, schema));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
