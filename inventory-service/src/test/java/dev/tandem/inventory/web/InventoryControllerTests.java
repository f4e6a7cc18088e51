package dev.tandem.inventory.web;

import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;

import dev.tandem.inventory.application.BrowseCatalogue;
import dev.tandem.inventory.application.ReserveStock;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentMatchers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.BodyContentSpec;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

@WebMvcTest(InventoryController.class)
@AutoConfigureRestTestClient
class InventoryControllerTests {

    @Autowired
    RestTestClient http;

    @MockitoBean
    BrowseCatalogue catalogue;

    @MockitoBean
    ReserveStock reserveStock;

    @Nested
    class Requesting_products {

        @Test
        void by_a_hundred_skus_is_answered() {
            given(catalogue.named(ArgumentMatchers.any())).willReturn(List.of());

            ask(skus(100)).expectStatus().isOk();
        }

        @Test
        void by_more_skus_is_refused() {
            expectProblem(ask(skus(101)), 400, "invalid-request")
                    .jsonPath("$.errors[0].field")
                    .isEqualTo("sku");
        }

        @ParameterizedTest
        @ValueSource(strings = {"a%00b", "a%0Ab", "12345678901234567890123456789012345678901234567890123456789012345"})
        void by_a_malformed_sku_is_refused(String sku) {
            expectProblem(ask("?sku=MUG-BLUE&sku=" + sku), 400, "invalid-request")
                    .jsonPath("$.errors[0].field")
                    .isEqualTo("sku");
        }

        private String skus(int count) {
            return IntStream.range(0, count).mapToObj(i -> "sku=MUG-" + i).collect(Collectors.joining("&", "?", ""));
        }

        private ResponseSpec ask(String query) {
            return http.get().uri(URI.create("/internal/products" + query)).exchange();
        }
    }

    @Nested
    class A_malformed_reservation {

        @ParameterizedTest
        @CsvSource(
                quoteCharacter = '|',
                delimiter = ';',
                value = {
                    "{}; lines",
                    "{'lines': null}; lines",
                    "{'lines': []}; lines",
                    "{'lines': 1}; lines",
                    "{'lines': [null]}; lines[0]",
                    "{'lines': [{'quantity': 1}]}; lines[0]",
                    "{'lines': [{'sku': 'MUG', 'quantity': 0}]}; lines[0]",
                    "{'lines': [{'sku': ' ', 'quantity': 1}]}; lines[0]",
                    "{'lines': [{'sku': 'MUG'}]}; lines[0].quantity",
                    "{'lines': [{'sku': 'MUG', 'quantity': 1.5}]}; lines[0].quantity",
                    "{'lines': [{'sku': 1, 'quantity': 1}]}; lines[0].sku",
                    "{'lines': [{'sku': 'M\\u0000G', 'quantity': 1}]}; lines[0].sku",
                    "{'lines': [{'sku': 'M\\nG', 'quantity': 1}]}; lines[0].sku",
                    "{'lines': [{'sku': 'MUG', 'quantity': 100}]}; eachLineWithinBounds",
                    "{'lines': [{'sku': 'MUG', 'quantity': 1}, {'sku': 'MUG', 'quantity': 2}]}; eachSkuNamedOnce"
                })
        void is_answered_with_the_wrong_field(String body, String field) {
            expectProblem(put(body.replace('\'', '"')), 400, "invalid-request")
                    .jsonPath("$.errors[?(@.field == '" + field + "')]")
                    .isNotEmpty();
            then(reserveStock).shouldHaveNoInteractions();
        }

        @Test
        void may_have_more_than_fifty_lines() {
            var lines = IntStream.rangeClosed(0, 50)
                    .mapToObj("{\"sku\": \"MUG-%d\", \"quantity\": 1}"::formatted)
                    .collect(Collectors.joining(", ", "{\"lines\": [", "]}"));

            expectProblem(put(lines), 400, "invalid-request")
                    .jsonPath("$.errors[0].field")
                    .isEqualTo("lines");
        }

        @Test
        void may_have_a_sku_that_is_too_long() {
            var line = "{\"lines\": [{\"sku\": \"%s\", \"quantity\": 1}]}".formatted("M".repeat(65));

            expectProblem(put(line), 400, "invalid-request");
        }
    }

    @Nested
    class A_reservation_that_fails {

        private static final String ONE_MUG = "{\"lines\": [{\"sku\": \"MUG\", \"quantity\": 1}]}";

        @Test
        void on_a_locked_row_can_be_retried() {
            given(reserveStock.reserve(ArgumentMatchers.any(), ArgumentMatchers.any()))
                    .willThrow(new CannotAcquireLockException("secret detail"));

            var answer = put(ONE_MUG);
            answer.expectHeader().valueEquals(HttpHeaders.RETRY_AFTER, "2");
            expectProblem(answer, 503, "temporarily-unavailable");
        }

        @Test
        void never_shows_the_message_of_a_bug() {
            given(reserveStock.reserve(ArgumentMatchers.any(), ArgumentMatchers.any()))
                    .willThrow(new IllegalStateException("secret detail"));

            expectProblem(put(ONE_MUG), 500, "internal-error")
                    .jsonPath("$.detail")
                    .isEqualTo("Something went wrong on our side.");
        }
    }

    private ResponseSpec put(String body) {
        return http.put()
                .uri("/internal/reservations/" + UUID.randomUUID())
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    /** Also follows the type to its page. */
    private BodyContentSpec expectProblem(ResponseSpec answer, int status, String slug) {
        http.get().uri("/problems/" + slug).exchange().expectStatus().isOk();
        return answer.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/" + slug);
    }
}
