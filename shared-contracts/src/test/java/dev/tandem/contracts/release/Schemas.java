package dev.tandem.contracts.release;

import static com.github.victools.jsonschema.generator.Option.ENUM_KEYWORD_FOR_SINGLE_VALUES;
import static com.github.victools.jsonschema.generator.Option.EXTRA_OPEN_API_FORMAT_VALUES;
import static com.github.victools.jsonschema.generator.Option.INLINE_ALL_SCHEMAS;
import static com.github.victools.jsonschema.generator.Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES;
import static com.github.victools.jsonschema.generator.OptionPreset.PLAIN_JSON;
import static com.github.victools.jsonschema.generator.SchemaVersion.DRAFT_2020_12;
import static com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationOption.INCLUDE_PATTERN_EXPRESSIONS;

import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationModule;
import dev.tandem.contracts.Channel;
import dev.tandem.contracts.EarlierVersion;
import dev.tandem.contracts.Message;
import dev.tandem.contracts.MessageType;
import dev.tandem.contracts.WrittenUntil;
import dev.tandem.contracts.release.api.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The JSON Schema of a message, read from its record. Every field that is not {@code @Nullable} is required. */
final class Schemas {

    private static final SchemaGenerator generator = generator();

    private Schemas() {}

    static JsonNode of(Class<? extends Message> message, Channel channel) {
        var schema = generator.generateSchema(message);
        var type = message.getAnnotation(MessageType.class).value();
        var named = JsonNodeFactory.instance
                .objectNode()
                .set("$schema", schema.get("$schema"))
                .put("$id", MessageType.SCHEMAS + type)
                .put("title", type)
                .put("description", "on the topic " + channel.value());
        if (EarlierVersion.class.isAssignableFrom(message)) {
            named.put("deprecated", true).put("$comment", lastDay(message.getAnnotation(WrittenUntil.class)));
        }
        return Json.write(named.setAll(schema));
    }

    private static String lastDay(@Nullable WrittenUntil until) {
        return until == null ? "not written any more" : "written until " + until.value();
    }

    private static SchemaGenerator generator() {
        var config = new SchemaGeneratorConfigBuilder(DRAFT_2020_12, PLAIN_JSON)
                .with(ENUM_KEYWORD_FOR_SINGLE_VALUES, EXTRA_OPEN_API_FORMAT_VALUES)
                .with(INLINE_ALL_SCHEMAS, MAP_VALUES_AS_ADDITIONAL_PROPERTIES)
                .with(new JakartaValidationModule(INCLUDE_PATTERN_EXPRESSIONS));
        config.forTypesInGeneral().withPropertySorter((_, _) -> 0);
        config.forFields().withRequiredCheck(Schemas::isRequired);
        return new SchemaGenerator(config.build());
    }

    private static boolean isRequired(FieldScope field) {
        return !field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class);
    }
}
