package dev.tandem.contracts.release.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class ApiCompatibilityTests {

    private static final String POST = "/paths/~1parcels/post";
    private static final String GET = "/paths/~1parcels/get";
    private static final String REQUEST = "/components/schemas/Sending";
    private static final String ANSWER = "/components/schemas/Parcel";
    private static final String CREATED = POST + "/responses/201";

    @Nested
    class What_may_be_done {

        @Test
        void nothing() {
            assertAllowed();
        }

        @ParameterizedTest(name = "{0}")
        @CsvSource(delimiter = '|', textBlock = """
            an operation added                        | /paths/~1carriers                     | {"get": {"responses": {"200": {}}}}
            an optional parameter added               | /paths/~1parcels/get/parameters/-     | {"name": "carrier", "in": "query"}
            a parameter required no more              | /paths/~1parcels/get/parameters/0/required | false
            an optional field of a request added      | /components/schemas/Sending/properties/note | {"type": "string"}
            a field of a request required no more     | /components/schemas/Sending/required  | ["weight", "items"]
            an upper limit of a request raised        | /components/schemas/Sending/properties/weight/maximum | 31
            a lower limit of a request lowered        | /components/schemas/Sending/properties/weight/minimum | 0
            a constant that requests may have added   | /components/schemas/Sending/properties/speed/enum | ["STANDARD", "EXPRESS", "OVERNIGHT"]
            larger numbers accepted                   | /components/schemas/Sending/properties/weight/format | "int64"
            an optional field of an answer added      | /components/schemas/Parcel/properties/note | {"type": "string"}
            a required field of an answer added       | /components/schemas/Parcel/required   | ["id", "state", "note"]
            a constant that answers may have not used | /components/schemas/Parcel/properties/state/enum | ["SENT"]
            a new failure                             | /paths/~1parcels/post/responses/429   | {"description": "too many"}
            a header added to an answer               | /paths/~1parcels/post/responses/201/headers/ETag | {"required": true, "schema": {"type": "string"}}
            a media type of a request added           | /paths/~1parcels/post/requestBody/content/text~1csv | {"schema": {"type": "string"}}
            another description                       | /components/schemas/Parcel/description | "words"
            """)
        void or(String change, String pointer, String value) {
            assertAllowed(with(pointer, value));
        }

        @Test
        void a_limit_of_a_request_dropped() {
            assertAllowed(without(REQUEST + "/properties/weight/maximum"));
        }

        private void assertAllowed(JsonNode... present) {
            var now = present.length == 0 ? released() : present[0];
            assertThat(now.equals(released())).isEqualTo(present.length == 0);
            assertThat(breaks(now)).isEmpty();
        }
    }

    @Nested
    class A_request_of_then_is_refused_after {

        @Test
        void removing_an_operation() {
            assertThat(breaks(without(GET)))
                    .containsExactly("parcel-service, release 3, GET /parcels: the operation is gone. Put it back; one"
                            + " that does it better comes beside it. See docs/changing-an-api.md.");
        }

        @Test
        void removing_a_parameter() {
            assertBreaks(
                    without(GET + "/parameters/1"),
                    "GET /parcels: the query parameter limit was removed. Put it back;");
        }

        @Test
        void adding_a_required_parameter() {
            assertBreaks(
                    with(GET + "/parameters/-", """
                            {"name": "API-Version", "in": "header", "required": true}"""),
                    "GET /parcels: the header parameter API-Version is required now, and clients of then do not send it."
                            + " Make it optional,");
        }

        @Test
        void requiring_a_parameter() {
            assertBreaks(with(GET + "/parameters/1/required", "true"), "the query parameter limit is required now,");
        }

        @Test
        void narrowing_the_limit_of_a_parameter() {
            assertBreaks(
                    with(GET + "/parameters/1/schema/maximum", "50"),
                    "the query parameter limit was {\"maximum\":100} and is {\"maximum\":50}. Leave it as it was,");
        }

        @Test
        void changing_what_the_absence_of_a_parameter_means() {
            assertBreaks(
                    with(GET + "/parameters/1/schema/default", "10"),
                    "the query parameter limit was {\"default\":20} and is {\"default\":10}.");
        }

        @Test
        void removing_a_field() {
            assertBreaks(
                    without(REQUEST + "/properties/speed"),
                    "POST /parcels: the body.speed was removed. Put it back; another one may come beside it.");
        }

        @Test
        void retyping_a_field() {
            assertBreaks(
                    with(REQUEST + "/properties/weight", "{\"type\": \"string\"}"),
                    "the body.weight was {\"type\":\"integer\"} and is {\"type\":\"string\"}.");
        }

        @Test
        void adding_a_required_field() {
            var present = with(REQUEST + "/properties/floor", "{\"type\": \"integer\"}");
            set(present, REQUEST + "/required/-", "\"floor\"");

            assertBreaks(
                    present,
                    "POST /parcels: the body.floor is required now, and clients of then do not send it."
                            + " Make it @Nullable,");
        }

        @Test
        void requiring_a_field_of_an_item() {
            assertBreaks(
                    with("/components/schemas/Item/required/-", "\"quantity\""),
                    "the body.items[].quantity is required now,");
        }

        @Test
        void narrowing_an_upper_limit() {
            assertBreaks(
                    with(REQUEST + "/properties/weight/maximum", "29"),
                    "the body.weight was {\"maximum\":30} and is {\"maximum\":29}.");
        }

        @Test
        void narrowing_a_lower_limit() {
            assertBreaks(
                    with(REQUEST + "/properties/weight/minimum", "2"),
                    "the body.weight was {\"minimum\":1} and is {\"minimum\":2}.");
        }

        @Test
        void setting_a_limit() {
            assertBreaks(
                    with(REQUEST + "/properties/items/maxItems", "50"),
                    "the body.items was {} and is {\"maxItems\":50}.");
        }

        @Test
        void setting_a_pattern() {
            assertBreaks(
                    with("/components/schemas/Item/properties/sku/pattern", "\"[A-Z]*\""),
                    "the body.items[].sku was {} and is {\"pattern\":\"[A-Z]*\"}.");
        }

        @Test
        void narrowing_an_enum() {
            assertBreaks(
                    with(REQUEST + "/properties/speed/enum", "[\"STANDARD\"]"),
                    "the body.speed was {\"enum\":[\"STANDARD\",\"EXPRESS\"]} and is {\"enum\":[\"STANDARD\"]}.");
        }

        @Test
        void dropping_a_media_type() {
            assertBreaks(
                    without(POST + "/requestBody/content/application~1json"),
                    "POST /parcels: the body is application/json no more. Keep it;");
        }

        @Test
        void giving_one_use_of_a_schema_another_one() {
            assertBreaks(
                    with("/components/schemas/Item/properties/parts/items", "{\"type\": \"string\"}"),
                    "the body.items[].parts[] was {\"type\":\"object\"} and is {\"type\":\"string\"}.");
        }

        @Test
        void requiring_a_body() {
            assertBreaks(with(POST + "/requestBody/required", "true"), "POST /parcels: the body is required now,");
        }
    }

    @Nested
    class An_answer_of_now_cannot_be_read_after {

        @Test
        void removing_a_field() {
            assertBreaks(
                    without(ANSWER + "/properties/carrier"),
                    "POST /parcels: the answer 201.carrier was removed. Put it back;");
        }

        @Test
        void retyping_a_field() {
            assertBreaks(
                    with(ANSWER + "/properties/id", "{\"type\": \"integer\"}"),
                    "the answer 201.id was {\"type\":\"string\"} and is {\"type\":\"integer\"}.");
        }

        @Test
        void no_longer_requiring_a_field() {
            assertBreaks(
                    with(ANSWER + "/required", "[\"id\"]"),
                    "the answer 201.state may be absent now, and clients of then count on it. Go on giving it.");
        }

        @Test
        void allowing_null() {
            assertBreaks(
                    with(ANSWER + "/properties/id/type", "[\"string\", \"null\"]"),
                    "the answer 201.id was {\"type\":\"string\"} and is {\"type\":[\"string\",\"null\"]}.");
        }

        @Test
        void adding_a_constant() {
            assertBreaks(
                    with(ANSWER + "/properties/state/enum", "[\"SENT\", \"ARRIVED\", \"LOST\"]"),
                    "the answer 201.state was {\"enum\":[\"SENT\",\"ARRIVED\"]} and is {\"enum\":[\"SENT\",\"ARRIVED\","
                            + "\"LOST\"]}.");
        }

        @Test
        void dropping_a_status() {
            assertBreaks(without(CREATED), "POST /parcels: the answer 201 is gone. Keep it;");
        }

        @Test
        void answering_with_another_success() {
            assertBreaks(
                    with(POST + "/responses/202", "{\"description\": \"later\"}"),
                    "the answer 202 is new, and clients of then do not know it. Give it in an operation beside this");
        }

        @Test
        void answering_with_a_failure_where_none_was_foreseen() {
            assertBreaks(
                    with(GET + "/responses/404", "{\"description\": \"none\"}"),
                    "GET /parcels: the answer 404 is new,");
        }

        @Test
        void dropping_a_media_type() {
            assertBreaks(
                    without(CREATED + "/content/application~1json"), "the answer 201 is application/json no more.");
        }

        @Test
        void dropping_a_header() {
            assertBreaks(
                    without(CREATED + "/headers/Location"),
                    "POST /parcels: the header Location of the answer 201 was removed. Go on sending it.");
        }

        @Test
        void no_longer_promising_a_header() {
            assertBreaks(
                    with(CREATED + "/headers/Location/required", "false"),
                    "the header Location of the answer 201 may be absent now,");
        }
    }

    @Test
    void a_service_whose_document_is_gone_is_gone_with_all_its_operations() {
        assertThat(ApiCompatibility.breaks(List.of(frozen()), Map.of())).hasSize(2);
    }

    private static void assertBreaks(JsonNode present, String reason) {
        assertThat(breaks(present))
                .singleElement()
                .asString()
                .startsWith("parcel-service, release 3, ")
                .contains(reason)
                .endsWith(" See docs/changing-an-api.md.");
    }

    private static List<String> breaks(JsonNode present) {
        return ApiCompatibility.breaks(List.of(frozen()), Map.of("parcel-service", present));
    }

    private static FrozenApi frozen() {
        return new FrozenApi(3, "parcel-service", released());
    }

    private static JsonNode with(String pointer, String json) {
        return set(released(), pointer, json);
    }

    private static JsonNode set(JsonNode document, String pointer, String json) {
        switch (parent(document, pointer)) {
            case ObjectNode parent -> parent.set(name(pointer), Json.read(json));
            case ArrayNode parent -> parent.add(Json.read(json));
            default -> throw new IllegalArgumentException(pointer);
        }
        return document;
    }

    private static JsonNode without(String pointer) {
        var document = released();
        switch (parent(document, pointer)) {
            case ObjectNode parent -> parent.remove(name(pointer));
            case ArrayNode parent -> parent.remove(Integer.parseInt(name(pointer)));
            default -> throw new IllegalArgumentException(pointer);
        }
        return document;
    }

    private static JsonNode parent(JsonNode document, String pointer) {
        return document.at(pointer.substring(0, pointer.lastIndexOf('/')));
    }

    private static String name(String pointer) {
        return pointer.substring(pointer.lastIndexOf('/') + 1).replace("~1", "/");
    }

    private static JsonNode released() {
        return Json.read("""
            {
              "paths": {
                "/parcels": {
                  "post": {
                    "requestBody": {
                      "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Sending"}}}
                    },
                    "responses": {
                      "201": {
                        "headers": {"Location": {"required": true, "schema": {"type": "string"}}},
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Parcel"}}}
                      },
                      "default": {"description": "anything else"}
                    }
                  },
                  "get": {
                    "parameters": [
                      {"name": "sender", "in": "query", "required": true, "schema": {"type": "string"}},
                      {"name": "limit", "in": "query", "schema": {"type": "integer", "maximum": 100, "default": 20}}
                    ],
                    "responses": {"200": {"description": "parcels"}}
                  }
                }
              },
              "components": {
                "schemas": {
                  "Sending": {
                    "type": "object",
                    "required": ["weight", "speed", "items"],
                    "properties": {
                      "weight": {"type": "integer", "format": "int32", "minimum": 1, "maximum": 30},
                      "speed": {"type": "string", "enum": ["STANDARD", "EXPRESS"]},
                      "items": {"type": "array", "items": {"$ref": "#/components/schemas/Item"}}
                    }
                  },
                  "Item": {
                    "type": "object",
                    "required": ["sku"],
                    "properties": {
                      "sku": {"type": "string"},
                      "quantity": {"type": "integer"},
                      "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Item"}}
                    }
                  },
                  "Parcel": {
                    "type": "object",
                    "required": ["id", "state"],
                    "properties": {
                      "id": {"type": "string"},
                      "state": {"type": "string", "enum": ["SENT", "ARRIVED"]},
                      "carrier": {"type": "string"}
                    }
                  }
                }
              }
            }""");
    }
}
