package dev.tandem.contracts.release.api;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Changes after which a client could not read an answer. */
class UnreadableAnswerTests extends ReleasedApi {

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
}
