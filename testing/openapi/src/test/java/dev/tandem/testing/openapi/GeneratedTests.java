package dev.tandem.testing.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class GeneratedTests {

    record Parcel(
            @NotBlank String carrier,
            @NotEmpty List<String> items,
            @Nullable Note note) {

        record Note(String text) {}
    }

    @Nested
    class A_record {

        private final JsonNode parcel = putRight("""
                {"components": {"schemas": {"dev.tandem.testing.openapi.GeneratedTests.Parcel": {"properties": {
                  "items": {"type": "array", "minItems": 0},
                  "note": {"$ref": "#/components/schemas/dev.tandem.testing.openapi.GeneratedTests.Parcel.Note"},
                  "carrier": {"type": "string", "minLength": 0, "pattern": "\\\\P{Cntrl}*"}}},
                 "dev.tandem.testing.openapi.GeneratedTests.Parcel.Note": {"properties": {"text": {"type": "string"}}}}}}""").at("/components/schemas/Parcel");

        @Test
        void has_its_fields_in_its_order() {
            assertThat(parcel.path("properties").propertyNames()).containsExactly("carrier", "items", "note");
        }

        @Test
        void requires_what_is_not_nullable() {
            assertThat(parcel.path("required")).isEqualTo(Json.read("[\"carrier\", \"items\"]"));
        }

        @Test
        void has_the_lower_limits_that_an_upper_one_hides() {
            assertThat(parcel.at("/properties/carrier/minLength").asInt()).isEqualTo(1);
            assertThat(parcel.at("/properties/items/minItems").asInt()).isEqualTo(1);
        }

        @Test
        void has_patterns_for_the_whole_text_that_others_understand() {
            assertThat(parcel.at("/properties/carrier/pattern").asString()).isEqualTo("^(?:[^\\x00-\\x1F\\x7F]*)$");
        }

        @Test
        void is_named_without_its_package_and_its_enclosing_class() {
            assertThat(parcel.at("/properties/note/$ref").asString()).isEqualTo("#/components/schemas/Note");
        }
    }

    @Test
    void javadoc_becomes_markdown() {
        var operation = putRight("""
                {"paths": {"/": {"get": {"summary": "See <code>a</code>.", "description": "See <code>a</code>.\\n Go."}}}}""").at("/paths/~1/get");

        assertThat(operation).isEqualTo(Json.read("{\"summary\": \"See a.\", \"description\": \"See `a`. Go.\"}"));
    }

    @Test
    void a_summary_that_says_it_all_is_enough() {
        var operation = putRight("{\"paths\": {\"/\": {\"get\": {\"summary\": \"See.\", \"description\": \"See.\"}}}}")
                .at("/paths/~1/get");

        assertThat(operation).isEqualTo(Json.read("{\"summary\": \"See.\"}"));
    }

    @Test
    void an_addition_to_an_operation_that_does_not_exist_is_refused() {
        assertThatThrownBy(() -> Operation.requireKnown(
                        Json.read("{\"paths\": {\"/parcel\": {\"post\": {}}}}"),
                        Json.read("{\"paths\": {\"/parcels\": {\"post\": {}}}}")))
                .hasMessage("src/test/resources/openapi.yml, POST /parcel: the service has no such operation.");
    }

    @Test
    void an_operation_whose_name_was_made_up_is_refused() {
        var document = (ObjectNode) Json.read("""
                {"paths": {"/": {"get": {"operationId": "list_1", "summary": "Lists."}}}}""");

        assertThatThrownBy(() -> Operation.complete(document)).hasMessageContaining("give it an operationId");
    }

    private static JsonNode putRight(String document) {
        return new Generated((ObjectNode) Json.read(document)).putRight();
    }
}
