package dev.tandem.contracts.release.api;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.core.util.Separators.Spacing;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** JSON as on the wire: configured like {@code MessageJson} of shared-messaging. In files it is indented. */
public final class Json {

    private static final JsonMapper mapper = JsonMapper.builder()
            .changeDefaultPropertyInclusion(absent -> absent.withValueInclusion(Include.NON_NULL))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final ObjectWriter indented = mapper.writer()
            .with(new DefaultPrettyPrinter(Separators.createDefaultInstance().withObjectNameValueSpacing(Spacing.AFTER))
                    .withObjectIndenter(new DefaultIndenter("  ", "\n")));

    private Json() {}

    public static JsonNode read(Path file) {
        return mapper.readTree(file);
    }

    public static JsonNode resource(String name) {
        try (var resource = Json.class.getResourceAsStream(name)) {
            return mapper.readTree(Objects.requireNonNull(resource, name));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public static JsonNode read(String json) {
        return mapper.readTree(json);
    }

    public static <T> T read(JsonNode json, Class<T> type) {
        return mapper.treeToValue(json, type);
    }

    /** The JSON of a value: to text and back, so that numbers compare as they do on the wire. */
    public static JsonNode write(Object value) {
        return read(mapper.writeValueAsString(value));
    }

    public static String text(JsonNode json) {
        return indented.writeValueAsString(json) + "\n";
    }
}
