package dev.tandem.contracts.release.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Changes after which a valid request would be refused. */
class RefusedRequestTests extends ReleasedApi {

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
}
