package dev.tandem.order.web;

import dev.tandem.order.OrderFixtures;
import dev.tandem.order.application.FindOrders;
import dev.tandem.order.application.FindOrders.UnknownCursorException;
import dev.tandem.order.domain.SagaEvent;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.BDDMockito;

/** Reading orders over HTTP. */
class FindOrdersApiTests extends OrderApi {

    @Nested
    class Looking_for_orders {

        @Test
        void shows_suspected_fraud_as_a_declined_payment() {
            order.apply(new SagaEvent.StockReserved(), OrderFixtures.NOW, OrderFixtures.LIMITS);
            order.apply(new SagaEvent.PaymentDeclined(true), OrderFixtures.NOW, OrderFixtures.LIMITS);
            BDDMockito.given(findOrders.byId(order.id())).willReturn(Optional.of(order));
            BDDMockito.given(findOrders.page(null, null, 20)).willReturn(new FindOrders.Page(List.of(order), null));

            http.get()
                    .uri("/api/orders/" + order.id())
                    .exchange()
                    .expectBody()
                    .jsonPath("$.rejectionReason")
                    .isEqualTo("PAYMENT_DECLINED");
            http.get()
                    .uri("/api/orders")
                    .exchange()
                    .expectBody()
                    .jsonPath("$[0].rejectionReason")
                    .isEqualTo("PAYMENT_DECLINED");
        }

        @Test
        void shows_an_order() {
            BDDMockito.given(findOrders.byId(order.id())).willReturn(Optional.of(order));

            http.get()
                    .uri("/api/orders/" + order.id())
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.status")
                    .isEqualTo("PENDING");
        }

        @Test
        void answers_404_when_there_is_none() {
            var id = UUID.randomUUID();
            BDDMockito.given(findOrders.byId(id)).willReturn(Optional.empty());

            expectProblem(http.get().uri("/api/orders/" + id).exchange(), 404, "/problems/order-not-found");
        }

        @ParameterizedTest
        @ValueSource(strings = {"42", "1-1-1-1-1", "3f8a7f5e-0c39-4f0b-9a8b-6f0b1f6f2c1"})
        void refuses_a_malformed_id(String id) {
            expectProblem(http.get().uri("/api/orders/" + id).exchange(), 400, "/problems/invalid-request");
        }

        @Test
        void answers_400_to_an_unknown_cursor() {
            var after = UUID.randomUUID();
            BDDMockito.given(findOrders.page(null, after, 20)).willThrow(new UnknownCursorException(after));

            expectProblem(http.get().uri("/api/orders?after=" + after).exchange(), 400, "/problems/unknown-cursor")
                    .jsonPath("$.detail")
                    .isEqualTo("No page can begin after order " + after + ", because there is no such order.");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "limit=0",
                    "limit=-1",
                    "limit=2147483648",
                    "limit=1.5",
                    "limit=many",
                    "after=42",
                    "customerId=a%00b",
                    "customerId=a%0Ab"
                })
        void refuses_invalid_parameters(String parameters) {
            var name = parameters.substring(0, parameters.indexOf('='));

            expectProblem(
                            http.get()
                                    .uri(URI.create("/api/orders?" + parameters))
                                    .exchange(),
                            400,
                            "/problems/invalid-request")
                    .jsonPath("$.errors[0].field")
                    .isEqualTo(name);
        }

        @Test
        void refuses_a_customer_whose_id_is_too_long() {
            var tooLong = "x".repeat(65);

            expectProblem(
                    http.get().uri("/api/orders?customerId=" + tooLong).exchange(), 400, "/problems/invalid-request");
        }

        @Test
        void refuses_a_page_that_is_too_long() {
            expectProblem(http.get().uri("/api/orders?limit=101").exchange(), 400, "/problems/invalid-request")
                    .jsonPath("$.errors[0].message")
                    .isEqualTo("must be less than or equal to 100");
        }
    }
}
