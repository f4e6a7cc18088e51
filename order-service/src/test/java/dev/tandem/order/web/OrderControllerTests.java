package dev.tandem.order.web;

import dev.tandem.order.OrderFixtures;
import dev.tandem.order.application.BrowseProducts;
import dev.tandem.order.application.FindOrders;
import dev.tandem.order.application.PlaceOrder;
import dev.tandem.order.application.ServiceUnavailableException;
import dev.tandem.order.application.UnknownProductException;
import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.StepOutcome;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;
import org.mockito.BDDMockito;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.http.MediaType;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

@WebMvcTest(OrderController.class)
@AutoConfigureRestTestClient
class OrderControllerTests {

    private static final String TWO_MUGS = """
            {"customerId": "ada", "items": [{"sku": "MUG-BLUE", "quantity": 2}],
             "payment": {"token": "tok_visa"}, "contact": {"email": "ada@example.com"}}""";

    @Autowired
    RestTestClient http;

    @MockitoBean
    PlaceOrder placeOrder;

    @MockitoBean
    FindOrders findOrders;

    @MockitoBean
    BrowseProducts browseProducts;

    private final Order order = OrderFixtures.order();

    @Nested
    class Placing_an_order {

        @Test
        void answers_201_with_the_order_when_it_is_confirmed() {
            placed(new StepOutcome.StockReserved(), new StepOutcome.PaymentAuthorized());

            post(TWO_MUGS)
                    .expectStatus()
                    .isCreated()
                    .expectHeader()
                    .valueEquals("Location", "/api/orders/" + order.id())
                    .expectBody()
                    .jsonPath("$.id")
                    .isEqualTo(order.id().toString())
                    .jsonPath("$.status")
                    .isEqualTo("CONFIRMED")
                    .jsonPath("$.total.amount")
                    .isEqualTo(2590)
                    .jsonPath("$.total.currency")
                    .isEqualTo("EUR")
                    .jsonPath("$.items[0].sku")
                    .isEqualTo("MUG-BLUE")
                    .jsonPath("$.paymentToken")
                    .doesNotExist();
        }

        @Test
        void answers_202_and_where_to_look_when_it_is_still_pending() {
            placed(new StepOutcome.StockReserved());

            post(TWO_MUGS)
                    .expectStatus()
                    .isAccepted()
                    .expectHeader()
                    .valueEquals("Location", "/api/orders/" + order.id())
                    .expectHeader()
                    .valueEquals("Retry-After", "2")
                    .expectBody()
                    .jsonPath("$.status")
                    .isEqualTo("PENDING");
        }

        @Test
        void answers_402_when_the_payment_is_declined() {
            placed(new StepOutcome.StockReserved(), new StepOutcome.PaymentDeclined(false));

            expectProblem(post(TWO_MUGS), 402, "/problems/payment-declined")
                    .jsonPath("$.orderId")
                    .isEqualTo(order.id().toString());
        }

        @Test
        void does_not_tell_whom_it_takes_for_a_fraudster() {
            placed(new StepOutcome.StockReserved(), new StepOutcome.PaymentDeclined(true));

            expectProblem(post(TWO_MUGS), 402, "/problems/payment-declined");
        }

        @Test
        void answers_409_when_something_is_out_of_stock() {
            placed(new StepOutcome.OutOfStock());

            expectProblem(post(TWO_MUGS), 409, "/problems/out-of-stock")
                    .jsonPath("$.orderId")
                    .isEqualTo(order.id().toString());
        }

        @Test
        void answers_422_when_a_product_is_unknown() {
            BDDMockito.given(placeOrder.place(ArgumentMatchers.any()))
                    .willThrow(new UnknownProductException(new TreeSet<>(List.of("NOPE"))));

            expectProblem(post(TWO_MUGS), 422, "/problems/unknown-product")
                    .jsonPath("$.detail")
                    .isEqualTo("not in the catalogue: NOPE");
        }

        @Test
        void answers_503_and_when_to_try_again_when_there_are_no_prices() {
            BDDMockito.given(placeOrder.place(ArgumentMatchers.any()))
                    .willThrow(new ServiceUnavailableException("inventory-service", new IOException("secret detail")));

            var answer = post(TWO_MUGS);
            answer.expectHeader().valueEquals("Retry-After", "2");
            expectProblem(answer, 503, "/problems/temporarily-unavailable")
                    .jsonPath("$.detail")
                    .isEqualTo("Nothing was ordered. Please try again soon.");
        }

        @Test
        void never_shows_the_message_of_a_bug() {
            BDDMockito.given(placeOrder.place(ArgumentMatchers.any()))
                    .willThrow(new IllegalStateException("secret detail"));

            expectProblem(post(TWO_MUGS), 500, "/problems/internal-error")
                    .jsonPath("$.detail")
                    .isEqualTo("Something went wrong on our side.");
        }
    }

    @Nested
    class A_malformed_order_is_refused {

        @Test
        void without_items() {
            refused(TWO_MUGS.replace("{\"sku\": \"MUG-BLUE\", \"quantity\": 2}", ""), "items");
        }

        @Test
        void with_control_characters_in_a_text() {
            refused(TWO_MUGS.replace("\"ada\"", "\"a\\u0000da\""), "customerId");
            refused(TWO_MUGS.replace("tok_visa", "tok\\nvisa"), "payment.token");
        }

        @Test
        void with_a_quantity_of_nothing() {
            refused(TWO_MUGS.replace("2}", "0}"), "items[0].quantity");
        }

        @Test
        void with_a_quantity_beyond_measure() {
            refused(TWO_MUGS.replace("2}", "100}"), "items[0].quantity");
        }

        @Test
        void with_a_sku_that_cannot_be_one() {
            refused(TWO_MUGS.replace("MUG-BLUE", "mug blue"), "items[0].sku");
        }

        @Test
        void with_the_same_sku_twice() {
            refused(TWO_MUGS.replace("[{", "[{\"sku\": \"MUG-BLUE\", \"quantity\": 1}, {"), "eachSkuNamedOnce");
        }

        @Test
        void without_a_customer() {
            refused(TWO_MUGS.replace("\"ada\"", "\" \""), "customerId");
        }

        @Test
        void without_a_payment_token() {
            refused(TWO_MUGS.replace("\"tok_visa\"", "null"), "payment.token");
        }

        @Test
        void with_an_email_address_that_is_none() {
            refused(TWO_MUGS.replace("ada@example.com", "ada at home"), "contact.email");
        }

        @Test
        void without_an_item_where_one_should_be() {
            refused(TWO_MUGS.replace("[{", "[null, {"), "items[0]");
        }

        @Test
        void that_is_not_json() {
            expectProblem(post("an order, please"), 400, "/problems/invalid-request");
        }

        private void refused(String body, String field) {
            expectProblem(post(body), 400, "/problems/invalid-request")
                    .jsonPath("$.errors[?(@.field == '" + field + "')]")
                    .isNotEmpty();
            BDDMockito.then(placeOrder).shouldHaveNoInteractions();
        }
    }

    @Nested
    class Looking_for_orders {

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

        @Test
        void refuses_an_id_that_is_none() {
            expectProblem(http.get().uri("/api/orders/42").exchange(), 400, "/problems/invalid-request");
        }

        @Test
        void refuses_a_page_that_is_too_long() {
            expectProblem(http.get().uri("/api/orders?limit=101").exchange(), 400, "/problems/invalid-request")
                    .jsonPath("$.errors[0].message")
                    .isEqualTo("must be less than or equal to 100");
        }
    }

    private void placed(StepOutcome... outcomes) {
        for (var outcome : outcomes) {
            order.take(outcome, OrderFixtures.NOW);
        }
        BDDMockito.given(placeOrder.place(ArgumentMatchers.any())).willReturn(order);
    }

    private ResponseSpec post(String body) {
        return http.post()
                .uri("/api/orders")
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    private static RestTestClient.BodyContentSpec expectProblem(ResponseSpec answer, int status, String type) {
        return answer.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo(type);
    }
}
