package dev.tandem.system.fuzz.http;

import static dev.tandem.system.fuzz.values.Expectation.INVALID;
import static dev.tandem.system.fuzz.values.Expectation.OPEN;
import static dev.tandem.system.fuzz.values.Expectation.UNPARSEABLE;
import static dev.tandem.system.fuzz.values.Expectation.VALID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.system.fuzz.http.HttpCase.Framing;
import dev.tandem.system.fuzz.values.Expectation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules find bad answers: a suite that never finds anything would pass, too. */
class AnswerRulesTests {

    private static final String PROBLEM = "{\"type\": \"/problems/%s\", \"status\": %d}";

    @Nested
    class Nothing_is_wrong {

        @Test
        void with_what_was_asked_for() {
            assertThat(broken(VALID, answer(200, "application/json", "[]"))).isEmpty();
        }

        @Test
        void with_a_refusal_that_says_why() {
            assertThat(broken(INVALID, problem(400, "invalid-request"))).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"temporarily-unavailable", "payment-outcome-unknown"})
        void with_a_service_that_says_that_it_is_busy(String type) {
            assertThat(broken(VALID, problem(503, type))).isEmpty();
        }

        @Test
        void with_a_server_that_does_not_speak_to_who_does_not_speak_HTTP() {
            assertThat(broken(UNPARSEABLE, answer(400, "text/html", ""))).isEmpty();
            assertThat(broken(UNPARSEABLE, HttpAnswer.none(Duration.ZERO))).isEmpty();
        }
    }

    @Nested
    class It_is_noticed {

        @ParameterizedTest
        @ValueSource(ints = {500, 501, 502, 503, 504, 505, 507})
        void that_the_server_failed(int status) {
            assertThat(broken(OPEN, problem(status, "internal-error"))).contains("it is a failure of the server");
        }

        @Test
        void that_the_server_failed_even_if_it_was_not_spoken_to_in_HTTP() {
            assertThat(broken(UNPARSEABLE, answer(500, "text/html", ""))).contains("it is a failure of the server");
        }

        @Test
        void that_there_was_no_answer() {
            assertThat(broken(OPEN, HttpAnswer.none(Duration.ZERO))).containsExactly("there was no answer");
        }

        @Test
        void that_it_took_too_long() {
            assertThat(broken(UNPARSEABLE, HttpAnswer.none(RawHttp.TIME_LIMIT))).containsExactly("it took too long");
        }

        @ParameterizedTest
        @ValueSource(strings = {"text/html", "application/json", ""})
        void that_a_refusal_is_no_problem(String type) {
            assertThat(broken(OPEN, answer(404, type, "{}"))).containsExactly("it is not problem+json");
        }

        @ParameterizedTest
        @ValueSource(strings = {"{}", "{\"type\": \"about:blank\"}", "{\"type\": \"/problems/\"}"})
        void that_a_problem_has_no_type_of_ours(String problem) {
            assertThat(broken(OPEN, answer(404, "application/problem+json", problem)))
                    .containsExactly("its problem has none of our types");
        }

        @Test
        void that_a_problem_has_another_status() {
            var other = answer(404, "application/problem+json", PROBLEM.formatted("invalid-request", 400));

            assertThat(broken(OPEN, other)).containsExactly("its problem has another status");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "java.lang.NullPointerException",
                    "at dev.tandem.order.web.OrderController.show(OrderController.java:31)",
                    "org.postgresql.util.PSQLState",
                    "tools.jackson.core.StreamReadConstraints"
                })
        void that_an_answer_shows_what_is_inside(String detail) {
            var leak = answer(
                    400,
                    "application/problem+json",
                    "{\"type\": \"/problems/invalid-request\", \"detail\": \"%s\"}".formatted(detail));

            assertThat(broken(OPEN, leak)).containsExactly("it shows implementation details");
        }

        @Test
        void that_a_header_was_injected() {
            assertThat(broken(OPEN, new HttpAnswer(200, Map.of("x-injected", "1"), "", Duration.ZERO)))
                    .containsExactly("a header was injected");
        }

        @Test
        void that_the_contract_is_broken_by_what_is_refused_and_by_what_is_accepted() {
            assertThat(broken(VALID, problem(400, "invalid-request")))
                    .containsExactly("the contract allows what it refuses");
            assertThat(broken(INVALID, answer(201, "application/json", "{}")))
                    .containsExactly("the contract does not allow what it accepts");
        }
    }

    private static HttpAnswer problem(int status, String type) {
        return answer(status, "application/problem+json", PROBLEM.formatted(type, status));
    }

    private static HttpAnswer answer(int status, String contentType, String body) {
        return new HttpAnswer(status, Map.of("content-type", contentType), body, Duration.ofMillis(5));
    }

    private static List<String> broken(Expectation expectation, HttpAnswer answer) {
        var request = new HttpCase(
                1, "order", "GET", "/api/orders", List.of(), new byte[0], Framing.NONE, expectation, "by hand");
        return AnswerRules.broken(request, answer);
    }
}
