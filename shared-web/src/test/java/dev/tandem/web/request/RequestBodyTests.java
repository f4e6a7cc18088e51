package dev.tandem.web.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.web.Server;
import dev.tandem.web.ToyShop;
import dev.tandem.web.problem.CommonProblem;
import dev.tandem.web.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.DelegatingServletInputStream;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.unit.DataSize;

@SpringBootTest(
        classes = ToyShop.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "spring.config.import=classpath:http.yml")
class RequestBodyTests {

    private static final int LIMIT = 64 * 1024;

    @LocalServerPort
    int port;

    private Server server = new Server(0);

    @BeforeEach
    void find_server() {
        server = new Server(port);
    }

    @Nested
    class A_body_that_is_too_long {

        private static final String POST =
                "POST /api/toys HTTP/1.1\r\nHost: toys\r\nContent-Type: application/json\r\n";

        @Test
        void is_refused_and_the_answer_says_how_long_it_may_be() {
            server.expectProblem(server.post("{" + " ".repeat(LIMIT) + "}"), CommonProblem.REQUEST_TOO_LARGE)
                    .jsonPath("$.detail")
                    .isEqualTo("The body may have at most 65536 bytes.");
        }

        @Test
        void is_refused_before_any_of_it_has_come_if_its_length_is_announced() throws IOException {
            assertThat(server.sendRaw(POST + "Content-Length: 65537\r\n\r\n"))
                    .startsWith("HTTP/1.1 413")
                    .contains("/problems/request-too-large");
        }

        @Test
        void is_refused_when_the_limit_is_reached_if_its_length_is_not_announced() throws IOException {
            var chunk = "1000\r\n" + " ".repeat(4096) + "\r\n";

            assertThat(server.sendRaw(POST + "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n" + chunk.repeat(17)))
                    .startsWith("HTTP/1.1 413")
                    .contains("/problems/request-too-large");
        }

        @Test
        void is_not_read_beyond_the_limit() {
            var body = new ByteArrayInputStream(new byte[1000]);
            var request = new MockHttpServletRequest() {
                @Override
                public DelegatingServletInputStream getInputStream() {
                    return new DelegatingServletInputStream(body);
                }
            };

            assertThatThrownBy(() ->
                            new LimitedRequest(request, 100).getInputStream().readAllBytes())
                    .isInstanceOf(ProblemException.class);
            assertThat(body.available()).isEqualTo(1000 - 101);
        }

        @ParameterizedTest
        @ValueSource(longs = {0, -1})
        void is_not_every_body(long limit) {
            assertThatThrownBy(() -> new HttpSettings(DataSize.ofBytes(limit)))
                    .hasMessage("tandem.http.max-body-size must be positive");
        }

        @Test
        void that_just_fits_is_read() {
            server.post("{" + " ".repeat(LIMIT - 2) + "}").expectStatus().isOk();
        }
    }

    @Nested
    class A_body_that_is_not_json {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "null",
                    "{",
                    "[",
                    "toys",
                    "{\"to\": \"a}",
                    "{} {}",
                    "{} x",
                    "{,}",
                    "{'to': 'a'}",
                    "{to: 1}",
                    "{\"to\": \"a\", \"to\": \"b\"}",
                    "{\"x\": NaN}",
                    "{\"x\": 01}",
                    "[]",
                    "3",
                    "\"a\"",
                    "{\"to\": \"a\nb\"}"
                })
        void is_refused(String body) {
            server.expectProblem(server.post(body), CommonProblem.INVALID_REQUEST);
        }

        @Test
        void is_shown_where_it_goes_wrong() {
            server.expectProblem(server.post("{\"to\": \"a\",\n \"to\": \"b\"}"), CommonProblem.INVALID_REQUEST)
                    .jsonPath("$.detail")
                    .isEqualTo("The body is not JSON, or repeats a name: see line 2, column 6.");
        }

        @Test
        void because_its_bytes_are_no_characters_is_refused() {
            server.expectProblem(server.post(with((byte) 0xff)), CommonProblem.INVALID_REQUEST);
            server.expectProblem(
                    server.post(with((byte) 0xed, (byte) 0xa0, (byte) 0x80)), CommonProblem.INVALID_REQUEST);
        }

        private static byte[] with(byte... text) {
            var body = "{\"to\": \"%s\"}".formatted("?".repeat(text.length)).getBytes(UTF_8);
            System.arraycopy(text, 0, body, 8, text.length);
            return body;
        }
    }

    @Nested
    class A_body_beyond_measure {

        @Test
        void is_refused_if_it_is_too_deep() {
            expectTooMuch("{\"x\": " + "[".repeat(16) + "]".repeat(16) + "}");
        }

        @Test
        void is_refused_if_a_text_is_too_long() {
            expectTooMuch("{\"x\": \"" + "x".repeat(10_001) + "\"}");
        }

        @Test
        void is_refused_if_a_name_is_too_long() {
            expectTooMuch("{\"" + "x".repeat(101) + "\": 1}");
        }

        @Test
        void is_refused_if_a_number_is_too_long() {
            expectTooMuch("{\"x\": " + "1".repeat(41) + "}");
        }

        private void expectTooMuch(String body) {
            server.expectProblem(server.post(body), CommonProblem.INVALID_REQUEST)
                    .jsonPath("$.detail")
                    .isEqualTo("The JSON is nested too deeply, or a name, a text or a number in it is too long.");
        }
    }

    @Nested
    class A_field {

        @ParameterizedTest
        @CsvSource(
                quoteCharacter = '|',
                delimiter = ';',
                value = {
                    "{'to': 1}; to",
                    "{'to': true}; to",
                    "{'to': ['a']}; to",
                    "{'to': 'a\\u0000b'}; to",
                    "{'to': 'a\\ud800b'}; to",
                    "{'to': 'a\\udc00b'}; to",
                    "{'to': '123456789'}; to",
                    "{'toys': 3}; toys",
                    "{'toys': [3]}; toys[0]",
                    "{'toys': [{'wheels': 1}, {'wheels': 1}, {'wheels': 1}, {'wheels': 1}]}; toys",
                    "{'toys': [{'wheels': 1}, {}]}; toys[1].wheels",
                    "{'toys': [{'wheels': null}]}; toys[0].wheels",
                    "{'toys': [{'wheels': '4'}]}; toys[0].wheels",
                    "{'toys': [{'wheels': 1.5}]}; toys[0].wheels",
                    "{'toys': [{'wheels': 1e400}]}; toys[0].wheels",
                    "{'toys': [{'wheels': 99999999999}]}; toys[0].wheels",
                    "{'toys': [{'wheels': 1, 'kind': 'BOAT'}]}; toys[0].kind",
                    "{'toys': [{'wheels': 1, 'kind': 0}]}; toys[0].kind",
                    "{'toys': [{'wheels': 1, 'colours': ['red', 1]}]}; toys[0].colours[1]"
                })
        void that_cannot_be_is_named(String body, String field) {
            server.expectProblem(server.post(body.replace('\'', '"')), CommonProblem.INVALID_REQUEST)
                    .jsonPath("$.errors[0].field")
                    .isEqualTo(field);
        }

        @Test
        void that_nobody_knows_is_passed_over() {
            server.post("{\"to\": \"Ada\", \"giftWrap\": {\"colour\": \"blue\"}}")
                    .expectBody()
                    .jsonPath("$.to")
                    .isEqualTo("Ada");
        }

        @Test
        void may_have_any_character_that_is_one() {
            server.post("{\"to\": \"Ädä 🚲\"}").expectBody().jsonPath("$.to").isEqualTo("Ädä 🚲");
        }
    }
}
