package dev.tandem.contracts.release.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Changes of an API that its clients do not notice. */
class AllowedApiChangesTests extends ReleasedApi {

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
}
