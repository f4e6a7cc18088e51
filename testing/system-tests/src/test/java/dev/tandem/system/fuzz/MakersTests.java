package dev.tandem.system.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.system.fuzz.http.ApiDocument;
import dev.tandem.system.fuzz.http.HttpCase;
import dev.tandem.system.fuzz.http.HttpCase.Framing;
import dev.tandem.system.fuzz.http.RawHttp;
import dev.tandem.system.fuzz.http.RequestMaker;
import dev.tandem.system.fuzz.http.RequestMutations;
import dev.tandem.system.fuzz.records.Consumer;
import dev.tandem.system.fuzz.records.MessageSchemas;
import dev.tandem.system.fuzz.records.RecordCase;
import dev.tandem.system.fuzz.records.RecordMaker;
import dev.tandem.system.fuzz.values.Expectation;
import dev.tandem.system.fuzz.values.Mutations;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class MakersTests {

    private static final String API = """
            {"openapi": "3.1.0", "paths": {
               "/things": {"get": {"parameters": [{"name": "after", "in": "query", "required": true, "schema": {"type": "string"}}]}},
               "/things/{id}": {
                 "parameters": [{"$ref": "#/components/parameters/Id"}],
                 "put": {
                   "parameters": [{"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 9}}],
                   "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}}}}},
             "components": {
               "parameters": {"Id": {"name": "id", "in": "path", "required": true, "schema": {"type": "string", "format": "uuid"}}},
               "schemas": {
                 "Thing": {"type": "object", "required": ["name", "parts"], "properties": {
                   "name": {"type": "string", "minLength": 3, "maxLength": 8},
                   "color": {"enum": ["RED", "BLUE"]},
                   "parts": {"type": "array", "minItems": 1, "maxItems": 4, "items": {"$ref": "#/components/schemas/Part"}}}},
                 "Part": {"type": "object", "required": ["count"], "properties": {
                   "count": {"type": "integer", "format": "int32", "minimum": 1}}}}}}""";

    private static final ApiDocument THINGS = new ApiDocument(new JsonMapper().readTree(API));
    private static final ApiDocument NOTHING = new ApiDocument(new JsonMapper().readTree("{}"));

    @Nested
    class Requests {

        private final RequestMaker maker = new RequestMaker(Map.of("order", THINGS), THINGS, NOTHING);

        @Test
        void are_the_same_for_the_same_seed() {
            var again = new RequestMaker(Map.of("order", THINGS), THINGS, NOTHING);

            assertThat(requests())
                    .allSatisfy(request ->
                            assertThat(again.make(request.seed()).bytes("x")).isEqualTo(request.bytes("x")));
        }

        @Test
        void keep_to_the_document_if_nothing_is_spoiled() {
            assertThat(requests().filter(request -> request.idea().equals("as it should be")))
                    .hasSizeGreaterThan(300)
                    .allSatisfy(request -> {
                        assertThat(request.expectation()).isIn(Expectation.VALID, Expectation.OPEN);
                        assertThat(request.method() + " " + request.target())
                                .matches("GET /things[?]after=.+|PUT /things/(%s|[0-9a-f-]{36})([?]limit=[1-9])?"
                                        .formatted(HttpCase.KNOWN_ORDER));
                    });
        }

        @Test
        void break_it_in_every_way_that_there_is() {
            assertThat(requests().map(HttpCase::expectation).collect(toSet())).contains(Expectation.values());
            assertThat(requests().map(HttpCase::framing).collect(toSet())).contains(Framing.values());
            assertThat(requests().map(HttpCase::idea).collect(toSet())).containsAll(RequestMutations.ideas());
        }

        @Test
        void go_just_to_the_limits_and_just_beyond_them() {
            var sizes = requests()
                    .filter(request -> request.idea().equals("a spoiled body"))
                    .map(request -> Mutations.read(request.body()))
                    .filter(body -> body != null && body.path("parts").isArray())
                    .map(body -> body.path("parts").size())
                    .collect(toSet());

            assertThat(sizes).contains(0, 1, 2, 3, 4, 5);
        }

        private Stream<HttpCase> requests() {
            return LongStream.range(0, 4_000).mapToObj(maker::make);
        }
    }

    @Nested
    class Records {

        private final RecordMaker maker = new RecordMaker(MessageSchemas.all());

        @Test
        void are_the_same_for_the_same_seed() {
            var again = new RecordMaker(MessageSchemas.all());

            assertThat(records()).allSatisfy(record -> {
                assertThat(again.make(record.seed())).hasToString(record.toString());
                assertThat(again.make(record.seed()).value()).isEqualTo(record.value());
            });
        }

        @Test
        void are_sent_to_each_consumer_in_each_state() {
            assertThat(records().map(RecordCase::topic).collect(toSet()))
                    .containsAll(Consumer.ALL.stream().map(Consumer::topic).toList());
            assertThat(records().map(RecordCase::expectation).collect(toSet()))
                    .isEqualTo(Set.of(Expectation.VALID, Expectation.INVALID, Expectation.OPEN));
        }

        @Test
        void are_as_their_schemas_want_them_if_they_are_said_to_be_valid() {
            assertThat(records().filter(record -> record.expectation() == Expectation.VALID))
                    .hasSizeGreaterThan(500)
                    .allSatisfy(record -> assertThat(MessageSchemas.all().stream()
                                    .filter(kind -> kind.type().equals(record.type()))
                                    .allMatch(kind -> kind.shape()
                                            .admits(requireNonNull(Mutations.read(requireNonNull(record.value()))))))
                            .isTrue());
        }

        @Test
        void can_be_without_a_key_a_value_or_headers_and_nearly_too_large() {
            assertThat(records()).anyMatch(record -> record.key() == null);
            assertThat(records()).anyMatch(record -> record.value() == null);
            assertThat(records()).anyMatch(record -> record.type() == null);
            assertThat(records()).anyMatch(record -> record.id() == null);
            assertThat(records()).anyMatch(record -> record.value() != null && record.value().length > 900_000);
        }

        private Stream<RecordCase> records() {
            return LongStream.range(0, 4_000).mapToObj(maker::make);
        }
    }

    @Nested
    class What_is_sent {

        @Test
        void can_say_less_or_more_of_its_length_than_is_true() {
            assertThat(sent(Framing.TOO_LONG)).contains("Content-Length: 17\r\n");
            assertThat(sent(Framing.TOO_SHORT)).contains("Content-Length: 3\r\n");
            assertThat(sent(Framing.CHUNKED)).endsWith("7\r\n{\"a\":1}\r\n0\r\n\r\n");
        }

        @Test
        void is_what_comes_back_from_an_answer_in_chunks() {
            var answer = "HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";

            assertThat(RawHttp.parse(answer.getBytes(UTF_8), java.time.Duration.ZERO)
                            .body())
                    .isEqualTo("abcde");
        }

        private static String sent(Framing framing) {
            var request = new HttpCase(
                    1,
                    "order",
                    "PUT",
                    "/",
                    java.util.List.of(),
                    "{\"a\":1}".getBytes(UTF_8),
                    framing,
                    Expectation.OPEN,
                    "");
            return new String(request.bytes(""), UTF_8);
        }
    }
}
