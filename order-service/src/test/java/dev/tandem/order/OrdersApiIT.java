package dev.tandem.order;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/** Reading and repeating orders. */
class OrdersApiIT extends OrderService {

    @Nested
    class An_order_that_is_polled {

        @Test
        void is_sent_again_only_when_it_has_changed() {
            var id = idOf(post().expectStatus().isCreated());
            var tag = tagOf(id);

            ask(HttpMethod.GET, id, tag)
                    .expectStatus()
                    .isNotModified()
                    .expectBody()
                    .isEmpty();
            http.post()
                    .uri("/api/orders/" + id + "/cancellation")
                    .exchange()
                    .expectStatus()
                    .isOk();

            ask(HttpMethod.GET, id, tag)
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.status")
                    .isEqualTo("CANCELLED");
            assertThat(tagOf(id)).isNotEqualTo(tag);
        }

        private String tagOf(UUID id) {
            var head = ask(HttpMethod.HEAD, id, "W/\"none\"").expectStatus().isOk();
            head.expectBody().isEmpty();
            return requireNonNull(head.returnResult().getResponseHeaders().getETag());
        }

        private ResponseSpec ask(HttpMethod method, UUID id, String known) {
            return http.method(method)
                    .uri("/api/orders/" + id)
                    .header(HttpHeaders.IF_NONE_MATCH, known)
                    .exchange();
        }
    }

    @Nested
    class A_page_of_orders {

        @Test
        void leads_to_all_of_them_by_its_links() {
            var ids = List.of(
                    idOf(post().expectStatus().isCreated()),
                    idOf(post().expectStatus().isCreated()),
                    idOf(post().expectStatus().isCreated()));
            var seen = new ArrayList<String>();

            for (var next = Optional.of("/api/orders?limit=1"); seen.size() < ids.size(); next = nextOf(next)) {
                seen.add(firstOf(next.orElseThrow()));
            }

            assertThat(seen)
                    .containsExactlyElementsOf(
                            ids.reversed().stream().map(UUID::toString).toList());
        }

        private Optional<String> nextOf(Optional<String> page) {
            return page.flatMap(path -> http
                            .get()
                            .uri(path)
                            .exchange()
                            .returnResult()
                            .getResponseHeaders()
                            .getOrEmpty(HttpHeaders.LINK)
                            .stream()
                            .findFirst())
                    .map(link -> link.substring(1, link.indexOf('>')));
        }

        private String firstOf(String path) {
            var id = new String[1];
            http.get()
                    .uri(path)
                    .exchange()
                    .expectBody()
                    .jsonPath("$[0].id")
                    .value(String.class, first -> id[0] = first);
            return id[0];
        }
    }

    @Nested
    class A_request_that_is_sent_twenty_times_at_once {

        @Test
        void places_one_order_and_gets_one_answer() throws Exception {
            var key = UUID.randomUUID().toString();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var answers = new ArrayList<Future<ResponseSpec>>();
                for (var i = 0; i < 20; i++) {
                    answers.add(threads.submit(() -> post("Idempotency-Key", key)));
                }
                var ids = new HashSet<UUID>();
                for (var answer : answers) {
                    ids.add(idOf(answer.get(20, TimeUnit.SECONDS).expectStatus().isCreated()));
                }
                assertThat(ids).hasSize(1);
                assertThat(typesOf("order.events", ids.iterator().next()))
                        .containsExactly("order.placed.v1", "order.confirmed.v2", "order.confirmed.v1");
            }
        }
    }

    @Nested
    class Many_orders_at_once {

        @Test
        void hold_no_database_connection_while_another_service_works() throws Exception {
            OTHERS.holdPayments();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var waiting = new ArrayList<Future<ResponseSpec>>();
                for (var i = 0; i < 10; i++) {
                    waiting.add(threads.submit(() -> post()));
                }
                await().until(() -> OTHERS.paymentsRequested() == 10);

                http.get().uri("/api/orders").exchange().expectStatus().isOk();

                OTHERS.release();
                for (var answer : waiting) {
                    answer.get(20, TimeUnit.SECONDS).expectStatus().isCreated();
                }
            }
        }
    }
}
