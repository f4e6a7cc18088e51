package dev.tandem.contracts.release;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tandem.contracts.Message;
import dev.tandem.contracts.release.api.Json;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Checks on a sample of a message. */
final class Samples {

    private static final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private Samples() {}

    /** Why a schema refuses a sample; empty if it accepts it. */
    static List<String> refusals(JsonNode schema, JsonNode sample) {
        return schemas
                .getSchema(schema)
                .validate(
                        sample, execution -> execution.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Error::toString)
                .toList();
    }

    /** The fields of a schema that a sample does not show. */
    static Stream<String> unseen(String path, JsonNode schema, JsonNode sample) {
        if (schema.has("items")) {
            return sample.isEmpty()
                    ? Stream.of(path + "[]")
                    : sample.valueStream().flatMap(item -> unseen(path + "[]", schema.get("items"), item));
        }
        return schema.path("properties").propertyStream().flatMap(field -> {
            var name = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            return sample.has(field.getKey())
                    ? unseen(name, field.getValue(), sample.get(field.getKey()))
                    : Stream.of(name);
        });
    }

    /** A sample that the present record has read and written again. */
    static JsonNode rewritten(JsonNode sample, Class<? extends Message> message) {
        return Json.write(Json.read(sample, message));
    }
}
