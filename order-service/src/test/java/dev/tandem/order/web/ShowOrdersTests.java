package dev.tandem.order.web;

import dev.tandem.order.OrderFixtures;
import dev.tandem.order.application.CancelOrder;
import dev.tandem.order.application.FindOrders;
import dev.tandem.order.application.FindOrders.Page;
import dev.tandem.order.application.OrderSettings;
import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.SagaEvent;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.BDDMockito;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

@WebMvcTest(OrderController.class)
@EnableConfigurationProperties(OrderSettings.class)
@AutoConfigureRestTestClient
@Import(OrderProblemPages.class)
class ShowOrdersTests {

    @Autowired
    RestTestClient http;

    @MockitoBean
    FindOrders findOrders;

    @MockitoBean
    CancelOrder cancelOrder;

    private final Order order = OrderFixtures.order();

    @Nested
    class An_order {

        @Test
        void has_a_weak_tag_that_changes_with_it() {
            ask(HttpMethod.GET, "", 7).expectHeader().valueEquals(HttpHeaders.ETAG, "W/\"7\"");
            ask(HttpMethod.GET, "", 8).expectHeader().valueEquals(HttpHeaders.ETAG, "W/\"8\"");
        }

        @Test
        void is_cached_privately_and_revalidated_before_each_use() {
            ask(HttpMethod.GET, "", 7)
                    .expectHeader()
                    .valueEquals(HttpHeaders.CACHE_CONTROL, "no-cache, private")
                    .expectHeader()
                    .valueEquals(HttpHeaders.VARY, "API-Version");
        }

        @ParameterizedTest
        @ValueSource(strings = {"W/\"7\"", "\"7\"", "\"6\", W/\"7\""})
        void that_is_still_the_same_is_not_sent_again(String known) {
            ask(HttpMethod.GET, known, 7)
                    .expectStatus()
                    .isNotModified()
                    .expectHeader()
                    .valueEquals(HttpHeaders.ETAG, "W/\"7\"")
                    .expectBody()
                    .isEmpty();
        }

        @Test
        void that_has_changed_is_sent() {
            ask(HttpMethod.GET, "W/\"7\"", 8)
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.status")
                    .isEqualTo("PENDING");
        }

        @ParameterizedTest
        @ValueSource(strings = {"7", "W/", "\"", "nonsense"})
        void is_sent_if_the_request_names_no_tag(String nonsense) {
            ask(HttpMethod.GET, nonsense, 7).expectStatus().isOk();
        }

        @Test
        void answers_a_head_request_with_its_tag() {
            ask(HttpMethod.HEAD, "", 7).expectStatus().isOk().expectHeader().valueEquals(HttpHeaders.ETAG, "W/\"7\"");
            ask(HttpMethod.HEAD, "W/\"7\"", 7).expectStatus().isNotModified();
        }

        @Test
        void that_is_pending_has_a_retry_after_changed_or_not() {
            ask(HttpMethod.GET, "", 7).expectHeader().valueEquals(HttpHeaders.RETRY_AFTER, "2");
            ask(HttpMethod.GET, "W/\"7\"", 7).expectHeader().valueEquals(HttpHeaders.RETRY_AFTER, "2");
        }

        @Test
        void that_has_ended_has_no_retry_after() {
            order.apply(new SagaEvent.OutOfStock(), OrderFixtures.NOW, OrderFixtures.LIMITS);

            ask(HttpMethod.GET, "", 7).expectHeader().doesNotExist(HttpHeaders.RETRY_AFTER);
        }

        private ResponseSpec ask(HttpMethod method, String known, long version) {
            ReflectionTestUtils.setField(order, "version", version);
            BDDMockito.given(findOrders.byId(order.id())).willReturn(Optional.of(order));
            var request = http.method(method).uri("/api/orders/" + order.id());
            return (known.isEmpty() ? request : request.header(HttpHeaders.IF_NONE_MATCH, known)).exchange();
        }
    }

    @Nested
    class A_page_of_orders {

        @Test
        void links_to_the_next_one() {
            given(null, null, 20, order.id());

            http.get()
                    .uri("/api/orders")
                    .exchange()
                    .expectHeader()
                    .valueEquals(
                            HttpHeaders.LINK, "</api/orders?limit=20&after=%s>; rel=\"next\"".formatted(order.id()));
        }

        @Test
        void keeps_the_filter_in_the_link() {
            given("ada & co {x}", null, 1, order.id());

            http.get()
                    .uri("/api/orders?limit=1&customerId={customer}", "ada & co {x}")
                    .exchange()
                    .expectHeader()
                    .valueEquals(
                            HttpHeaders.LINK,
                            "</api/orders?limit=1&after=%s&customerId=ada%%20%%26%%20co%%20%%7Bx%%7D>; rel=\"next\""
                                    .formatted(order.id()));
        }

        @Test
        void goes_on_after_the_order_that_the_link_names() {
            var last = UUID.randomUUID();
            given("ada", last, 5, null);

            http.get()
                    .uri("/api/orders?limit=5&customerId=ada&after=" + last)
                    .exchange()
                    .expectBody()
                    .jsonPath("$[0].id")
                    .isEqualTo(order.id().toString());
        }

        @Test
        void that_is_the_last_has_no_link() {
            given(null, null, 20, null);

            http.get().uri("/api/orders").exchange().expectHeader().doesNotExist(HttpHeaders.LINK);
        }

        private void given(@Nullable String customerId, @Nullable UUID after, int limit, @Nullable UUID next) {
            BDDMockito.given(findOrders.page(customerId, after, limit)).willReturn(new Page(List.of(order), next));
        }
    }
}
