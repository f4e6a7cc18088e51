package dev.tandem.messaging.wire;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** The schemas of the messages in this build, each compiled when it is first needed. */
final class MessageSchemas {

    /** The names of fields come from outside and may be as long as the message. */
    private static final int LONGEST_TEXT = 500;

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                    .formatAssertionsEnabled(true)
                    // One reason is enough, and a large message could have a million of them.
                    .failFast(true)
                    .locale(Locale.ENGLISH)
                    .build()));

    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    /**
     * Makes sure that the type has a schema.
     *
     * @throws IllegalStateException if it has none
     */
    void require(String type) {
        schemas.computeIfAbsent(type, this::compile);
    }

    /** The first violation of the schema of its type: the field and the rule, but no content of the message. */
    Optional<String> violation(String type, JsonNode message) {
        return schemas.computeIfAbsent(type, this::compile).validate(message).stream()
                .findFirst()
                .map(MessageSchemas::textOf);
    }

    private Schema compile(String type) {
        var file = "contracts/present/%s.schema.json".formatted(type);
        try (var text = MessageSchemas.class.getClassLoader().getResourceAsStream(file)) {
            if (text == null) {
                throw new IllegalStateException(
                        "%s is not on the class path; ./tandem release-contracts --draft writes it".formatted(file));
            }
            var schema = registry.getSchema(text);
            schema.initializeValidators();
            return schema;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Such as {@code /email: required (required property 'email' not found)}. */
    private static String textOf(Error violation) {
        var field = violation.getProperty() == null ? "" : "/" + violation.getProperty();
        var text = "%s%s: %s (%s)"
                .formatted(violation.getInstanceLocation(), field, violation.getKeyword(), violation.getMessage());
        return text.substring(0, Math.min(text.length(), LONGEST_TEXT));
    }
}
