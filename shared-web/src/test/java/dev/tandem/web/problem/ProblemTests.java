package dev.tandem.web.problem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.web.Server;
import dev.tandem.web.ToyShop;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

@SpringBootTest(
        classes = ToyShop.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "spring.config.import=classpath:http.yml")
class ProblemTests {

    @LocalServerPort
    int port;

    private Server server = new Server(0);

    @BeforeEach
    void find_server() {
        server = new Server(port);
    }

    @Nested
    class The_page_of_a_problem {

        @ParameterizedTest
        @EnumSource
        void is_where_its_type_leads(CommonProblem problem) {
            var page = page(problem.type().toString());

            assertThat(page)
                    .contains(
                            problem.description().title(),
                            "" + problem.description().status().value(),
                            problem.slug())
                    .contains(problem.description().remedy().replace("\"", "&quot;"));
        }

        @ParameterizedTest
        @EnumSource
        void is_linked_from_the_list_of_all(CommonProblem problem) {
            assertThat(page("/problems")).contains("href=\"" + problem.type() + "\"");
        }

        @ParameterizedTest
        @ValueSource(strings = {"application/json", "application/problem+json", "text/plain", "nonsense"})
        void is_html_whatever_is_accepted(String accepted) {
            server.http()
                    .get()
                    .uri("/problems/not-found")
                    .header(HttpHeaders.ACCEPT, accepted)
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .contentTypeCompatibleWith(MediaType.TEXT_HTML);
        }

        @Test
        void belongs_to_one_problem_only() {
            var common = ProblemCatalogue.of(CommonProblem.NOT_FOUND);

            assertThatThrownBy(() -> new ProblemPages(List.of(common, common)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("/problems/not-found");
        }

        @Test
        void is_a_problem_itself_if_there_is_no_such_problem() {
            server.expectProblem(server.get("/problems/no-such-problem"), CommonProblem.NOT_FOUND)
                    .jsonPath("$.detail")
                    .isEqualTo("There is no such problem. See /problems for all.");
        }

        private String page(String path) {
            return String.valueOf(server.get(path)
                    .expectStatus()
                    .isOk()
                    .returnResult(String.class)
                    .getResponseBody());
        }
    }

    @Nested
    class What_is_not_there {

        @ParameterizedTest
        @ValueSource(strings = {"/nothing", "/api/nothing", "/api/toys/42/wheels", "/", "//", "/favicon.ico", "/error"})
        void is_not_found(String path) {
            server.expectProblem(server.get(path), CommonProblem.NOT_FOUND);
        }

        @Test
        void is_not_found_by_any_method() {
            server.expectProblem(server.http().post().uri("/nothing").exchange(), CommonProblem.NOT_FOUND);
        }

        @ParameterizedTest
        @ValueSource(strings = {"DELETE", "PATCH", "PURGE"})
        void for_this_method_is_there_for_others(String method) {
            var answer = server.http()
                    .method(HttpMethod.valueOf(method))
                    .uri("/api/toys")
                    .exchange();

            server.expectProblem(answer, CommonProblem.METHOD_NOT_ALLOWED);
            assertThat(answer.returnResult().getResponseHeaders().getAllow())
                    .containsExactlyInAnyOrder(HttpMethod.GET, HttpMethod.POST);
        }
    }

    @Nested
    class A_form_that_is_not_spoken {

        @ParameterizedTest
        @ValueSource(strings = {"text/plain", "text/html", "application/xml", "nonsense"})
        void cannot_be_answered_in(String accepted) {
            var answer = server.http()
                    .get()
                    .uri("/api/toys?most=1")
                    .header(HttpHeaders.ACCEPT, accepted)
                    .exchange();

            server.expectProblem(answer, CommonProblem.NOT_ACCEPTABLE)
                    .jsonPath("$.detail")
                    .isEqualTo("Acceptable representations: [application/json].");
        }

        @ParameterizedTest
        @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b"})
        void cannot_be_read(String type) {
            var answer = server.http()
                    .post()
                    .uri("/api/toys")
                    .header(HttpHeaders.CONTENT_TYPE, type)
                    .body("{}".getBytes(UTF_8))
                    .exchange();

            server.expectProblem(answer, CommonProblem.UNSUPPORTED_MEDIA_TYPE);
            assertThat(answer.returnResult().getResponseHeaders().getAccept())
                    .containsExactly(MediaType.APPLICATION_JSON);
        }

        @ParameterizedTest
        @ValueSource(strings = {"application/json; charset=nope", "nonsense"})
        void cannot_be_read_even_less_if_there_is_no_such_form(String type) throws IOException {
            assertThat(server.sendRaw("POST /api/toys HTTP/1.1\r\nHost: toys\r\nContent-Type: " + type
                            + "\r\nContent-Length: 2\r\n\r\n{}"))
                    .startsWith("HTTP/1.1 415")
                    .contains("/problems/unsupported-media-type");
        }

        @Test
        void is_no_reason_to_hide_another_problem() {
            var answer = server.http()
                    .get()
                    .uri("/nothing")
                    .accept(MediaType.TEXT_PLAIN)
                    .exchange();

            server.expectProblem(answer, CommonProblem.NOT_FOUND);
        }
    }

    @Nested
    class A_parameter {

        @ParameterizedTest
        @ValueSource(strings = {"/api/toys", "/api/toys?most=", "/api/toys?most=x", "/api/toys?most=99999999999"})
        void of_a_wrong_type_is_named(String path) {
            expectInvalid(path, "most");
        }

        @Test
        void out_of_its_bounds_is_named_as_the_customer_knows_it() {
            expectInvalid("/api/toys?most=11", "most");
        }

        @Test
        void in_the_path_is_named_too() {
            expectInvalid("/api/toys/42", "id");
        }

        @ParameterizedTest
        @ValueSource(strings = {"/api/toys?most=%zz", "/api/toys?most=%", "/api/toys?most=%00"})
        void that_cannot_be_decoded_is_refused(String path) throws IOException {
            assertThat(server.sendRaw("GET " + path + " HTTP/1.1\r\nHost: toys\r\n\r\n"))
                    .startsWith("HTTP/1.1 400")
                    .contains("/problems/invalid-request");
        }

        private void expectInvalid(String path, String field) {
            server.expectProblem(server.get(path), CommonProblem.INVALID_REQUEST)
                    .jsonPath("$.errors[0].field")
                    .isEqualTo(field)
                    .jsonPath("$.errors[0].message")
                    .isNotEmpty();
        }
    }

    @Nested
    class What_the_server_refuses_by_itself {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "nonsense\r\n\r\n",
                    "GET /api/toys HTTP/1.1\r\n\r\n",
                    "GET /api/to{ys HTTP/1.1\r\nHost: toys\r\n\r\n",
                    "GET /api/to[ys HTTP/1.1\r\nHost: toys\r\n\r\n",
                    "GET /api/%00 HTTP/1.1\r\nHost: toys\r\n\r\n",
                    "GET /api/%2f HTTP/1.1\r\nHost: toys\r\n\r\n",
                    "POST /api/toys HTTP/1.1\r\nHost: toys\r\nContent-Length: x\r\n\r\n"
                })
        void is_a_problem_like_any_other(String request) throws IOException {
            assertThatInvalid(server.sendRaw(request));
        }

        @Test
        void may_be_a_header_that_is_too_long() throws IOException {
            assertThatInvalid(
                    server.sendRaw("GET /api/toys HTTP/1.1\r\nHost: toys\r\nX-Long: " + "x".repeat(9000) + "\r\n\r\n"));
        }

        @Test
        void may_be_a_path_that_is_too_long() throws IOException {
            assertThatInvalid(server.sendRaw("GET /" + "x".repeat(9000) + " HTTP/1.1\r\nHost: toys\r\n\r\n"));
        }

        private void assertThatInvalid(String answer) {
            assertThat(answer)
                    .startsWith("HTTP/1.1 400")
                    .contains("application/problem+json")
                    .contains("\"type\":\"/problems/invalid-request\"", "\"status\":400");
        }
    }

    @Nested
    class What_goes_wrong_inside {

        @Test
        void is_not_shown() {
            var answer = server.get("/api/toys/broken");

            server.expectProblem(answer, CommonProblem.INTERNAL_ERROR)
                    .jsonPath("$.detail")
                    .isEqualTo("Something went wrong on our side.");
        }

        @Test
        void may_pass_and_then_says_when_to_come_again() {
            var answer = server.get("/api/toys/busy");

            answer.expectHeader().valueEquals(HttpHeaders.RETRY_AFTER, "2");
            server.expectProblem(answer, CommonProblem.TEMPORARILY_UNAVAILABLE)
                    .jsonPath("$.detail")
                    .isEqualTo("The service cannot handle the request right now. Please try again soon.");
        }
    }

    @Nested
    class A_database_that_fails {

        @ParameterizedTest
        @ValueSource(strings = {"08006", "57P01", "53300", "25006", "55P03", "57014", "40P01", "40001"})
        void passes_whatever_layer_says_so(String state) {
            var answer = server.get("/api/toys/database/" + state);

            answer.expectHeader().valueEquals(HttpHeaders.RETRY_AFTER, "2");
            server.expectProblem(answer, CommonProblem.TEMPORARILY_UNAVAILABLE);
        }

        @ParameterizedTest
        @ValueSource(strings = {"23505", "42703", "22021"})
        void because_of_a_bug_does_not_pass(String state) {
            server.expectProblem(server.get("/api/toys/database/" + state), CommonProblem.INTERNAL_ERROR);
        }
    }

    @Nested
    class The_version_of_the_api {

        @Test
        void is_the_first_if_nothing_is_said() {
            server.get("/api/toys?most=1").expectStatus().isOk();
        }

        @ParameterizedTest
        @ValueSource(strings = {"1", "1.0", "v1"})
        void may_be_asked_for(String version) {
            ask("/api/toys?most=1", version).expectStatus().isOk();
        }

        @ParameterizedTest
        @ValueSource(strings = {"2", "1.1", "0", "latest", "99999999999999999999"})
        void is_refused_if_it_is_not_there_and_the_answer_says_which_are(String version) {
            server.expectProblem(ask("/api/toys?most=1", version), CommonProblem.UNSUPPORTED_API_VERSION)
                    .jsonPath("$.detail")
                    .isEqualTo("API-Version must be one of these: 1.");
        }

        @ParameterizedTest
        @ValueSource(strings = {"/internal/toys", "/problems", "/problems/not-found"})
        void means_nothing_elsewhere(String path) {
            ask(path, "7").expectStatus().isOk();
        }

        private ResponseSpec ask(String path, String version) {
            return server.http().get().uri(path).header("API-Version", version).exchange();
        }
    }
}
