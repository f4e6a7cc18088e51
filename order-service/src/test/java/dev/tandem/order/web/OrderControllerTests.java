package dev.tandem.order.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.context.Deadline;
import dev.tandem.order.OrderFixtures;
import dev.tandem.order.application.CancelOrder;
import dev.tandem.order.application.CancelOrder.Cancellation;
import dev.tandem.order.application.FindOrders;
import dev.tandem.order.application.FindOrders.UnknownCursorException;
import dev.tandem.order.application.OrderSettings;
import dev.tandem.order.application.PlaceOrder;
import dev.tandem.order.application.PlaceOrderOnce;
import dev.tandem.order.application.PlaceOrderOnce.Placement;
import dev.tandem.order.application.ServiceUnavailableException;
import dev.tandem.order.application.UnknownProductException;
import dev.tandem.order.domain.Money;
import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.OrderLine;
import dev.tandem.order.domain.SagaEvent;
import dev.tandem.order.domain.idempotency.RequestKey;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;
import org.mockito.ArgumentMatchers;
import org.mockito.BDDMockito;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

@WebMvcTest({OrderController.class, PlaceOrderController.class})
@EnableConfigurationProperties(OrderSettings.class)
@AutoConfigureRestTestClient
@Import(OrderProblemPages.class)
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
    PlaceOrderOnce placeOrderOnce;

    @MockitoBean
    CancelOrder cancelOrder;

    private final Order order = OrderFixtures.order();
    private final List<Optional<Deadline>> deadlines = new ArrayList<>();

    @Nested
    class Placing_an_order {

        @Test
        void answers_201_with_the_order_when_it_is_confirmed() {
            placed(new SagaEvent.StockReserved(), new SagaEvent.PaymentAuthorized());

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
            placed(new SagaEvent.StockReserved());

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
            placed(new SagaEvent.StockReserved(), new SagaEvent.PaymentDeclined(false));

            expectProblem(post(TWO_MUGS), 402, "/problems/payment-declined")
                    .jsonPath("$.orderId")
                    .isEqualTo(order.id().toString());
        }

        @Test
        void does_not_tell_whom_it_takes_for_a_fraudster() {
            placed(new SagaEvent.StockReserved(), new SagaEvent.PaymentDeclined(true));

            expectProblem(post(TWO_MUGS), 402, "/problems/payment-declined")
                    .jsonPath("$.detail")
                    .isEqualTo("The payment was declined.");
        }

        @Test
        void answers_409_when_something_is_out_of_stock() {
            placed(new SagaEvent.OutOfStock());

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
        void answers_422_when_it_comes_to_more_than_can_be_paid() {
            BDDMockito.given(placeOrder.place(ArgumentMatchers.any()))
                    .willAnswer(_ -> OrderFixtures.order(
                            new OrderLine("YACHT", "Yacht", 99, new Money(Long.MAX_VALUE / 2, "EUR"))));

            expectProblem(post(TWO_MUGS), 422, "/problems/total-too-large")
                    .jsonPath("$.detail")
                    .isEqualTo("An order may come to 1000000000000 at most, in minor units of its currency.");
        }

        @Test
        void answers_422_when_it_would_be_paid_in_two_currencies() {
            BDDMockito.given(placeOrder.place(ArgumentMatchers.any()))
                    .willAnswer(_ -> OrderFixtures.order(
                            OrderFixtures.TWO_MUGS,
                            new OrderLine("PEN-BLACK", "Pen, black", 1, new Money(250, "USD"))));

            expectProblem(post(TWO_MUGS), 422, "/problems/mixed-currencies")
                    .jsonPath("$.detail")
                    .isEqualTo("An order is paid in one currency, and this one would need 2: EUR, USD.");
        }

        @Test
        void does_nothing_if_the_answer_could_not_be_read() {
            var answer = http.post()
                    .uri("/api/orders")
                    .contentType(MediaType.APPLICATION_JSON)
                    .accept(MediaType.TEXT_PLAIN)
                    .body(TWO_MUGS)
                    .exchange();

            expectProblem(answer, 406, "/problems/not-acceptable");
            BDDMockito.then(placeOrder).shouldHaveNoInteractions();
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
    class A_customer_who_does_not_want_to_wait {

        @Test
        void gets_202_at_once_and_is_told_that_the_wish_was_granted() {
            placed();

            prefer("respond-async")
                    .expectStatus()
                    .isAccepted()
                    .expectHeader()
                    .valueEquals("Preference-Applied", "respond-async");
        }

        @Test
        void sets_no_deadline_so_that_nothing_is_begun_over_rest() {
            prefer("respond-async");

            assertThat(deadlines).containsExactly(Optional.empty());
        }
    }

    @Nested
    class A_customer_who_says_how_long_to_wait {

        @Test
        void gets_that_time() {
            placed(new SagaEvent.StockReserved(), new SagaEvent.PaymentAuthorized());

            prefer("handling=lenient, wait=5")
                    .expectStatus()
                    .isCreated()
                    .expectHeader()
                    .valueEquals("Preference-Applied", "wait=5");
            assertThat(budget()).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(5));
        }

        @Test
        void gets_no_more_than_anybody_may_have() {
            prefer("wait=3600").expectHeader().valueEquals("Preference-Applied", "wait=8");
        }

        @Test
        void can_ask_for_an_answer_in_the_background_if_it_takes_longer() {
            prefer("respond-async, wait=1")
                    .expectStatus()
                    .isAccepted()
                    .expectHeader()
                    .valueEquals("Preference-Applied", "respond-async", "wait=1");
        }

        @Test
        void in_words_that_make_no_sense_gets_the_usual_time() {
            prefer("wait=long").expectHeader().doesNotExist("Preference-Applied");
            assertThat(budget()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
        }
    }

    @Nested
    class A_request_with_an_idempotency_key {

        private final RequestKey key = new RequestKey("ada", "key-1");

        @Test
        void is_not_told_either_whom_it_takes_for_a_fraudster() {
            placed(new SagaEvent.StockReserved(), new SagaEvent.PaymentDeclined(true));
            given(new Placement.Placed(order));

            expectProblem(post("key-1"), 402, "/problems/payment-declined")
                    .jsonPath("$.detail")
                    .isEqualTo("The payment was declined.");
        }

        @Test
        void is_answered_like_any_other() {
            placed(new SagaEvent.StockReserved(), new SagaEvent.PaymentAuthorized());
            given(new Placement.Placed(order));

            post("key-1").expectStatus().isCreated();
            BDDMockito.then(placeOrder).should(BDDMockito.never()).place(ArgumentMatchers.any());
        }

        @Test
        void may_have_quotes_around_it_as_the_draft_says() {
            given(new Placement.Placed(order));

            post("\"key-1\"").expectStatus().isAccepted();
        }

        @Test
        void has_a_fingerprint_that_does_not_depend_on_how_the_json_is_written() {
            given(new Placement.Placed(order));

            post("key-1");
            send("key-1", TWO_MUGS.replace(" ", ""));

            var prints = ArgumentCaptor.forClass(String.class);
            BDDMockito.then(placeOrderOnce)
                    .should(BDDMockito.times(2))
                    .place(ArgumentMatchers.eq(key), prints.capture(), ArgumentMatchers.any());
            assertThat(prints.getAllValues().getFirst())
                    .isEqualTo(prints.getAllValues().getLast());
        }

        @Test
        void that_was_used_with_another_order_answers_422() {
            given(new Placement.KeyReused());

            expectProblem(post("key-1"), 422, "/problems/idempotency-key-reused");
        }

        @Test
        void whose_first_request_is_in_flight_answers_409_and_when_to_come_again() {
            given(new Placement.InFlight());

            var answer = post("key-1");
            answer.expectHeader().valueEquals("Retry-After", "2");
            expectProblem(answer, 409, "/problems/request-in-flight");
        }

        @Test
        void that_cannot_be_one_is_refused() {
            expectProblem(post("a b"), 400, "/problems/invalid-request");
            expectProblem(post("x".repeat(256)), 400, "/problems/invalid-request");
        }

        private void given(Placement placement) {
            BDDMockito.given(placeOrderOnce.place(
                            ArgumentMatchers.eq(key), ArgumentMatchers.any(), ArgumentMatchers.any()))
                    .willReturn(placement);
        }

        private ResponseSpec post(String idempotencyKey) {
            return send(idempotencyKey, TWO_MUGS);
        }

        private ResponseSpec send(String idempotencyKey, String body) {
            return http.post()
                    .uri("/api/orders")
                    .header("Idempotency-Key", idempotencyKey)
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(body)
                    .exchange();
        }
    }

    @Nested
    class Cancelling_an_order {

        @Test
        void answers_with_the_order() {
            order.apply(new SagaEvent.Cancelled(), OrderFixtures.NOW, OrderFixtures.LIMITS);
            BDDMockito.given(cancelOrder.cancel(order.id())).willReturn(Optional.of(new Cancellation.Cancelled(order)));

            cancel(order.id())
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.status")
                    .isEqualTo("CANCELLED");
        }

        @Test
        void answers_409_when_it_had_come_to_nothing_before() {
            BDDMockito.given(cancelOrder.cancel(order.id()))
                    .willReturn(Optional.of(new Cancellation.AlreadyRejected(order)));

            expectProblem(cancel(order.id()), 409, "/problems/order-rejected")
                    .jsonPath("$.orderId")
                    .isEqualTo(order.id().toString());
        }

        @Test
        void does_not_tell_whom_it_takes_for_a_fraudster() {
            order.apply(new SagaEvent.StockReserved(), OrderFixtures.NOW, OrderFixtures.LIMITS);
            order.apply(new SagaEvent.PaymentDeclined(true), OrderFixtures.NOW, OrderFixtures.LIMITS);
            BDDMockito.given(cancelOrder.cancel(order.id()))
                    .willReturn(Optional.of(new Cancellation.AlreadyRejected(order)));

            var body =
                    cancel(order.id()).expectBody(String.class).returnResult().getResponseBody();
            assertThat(body).doesNotContainIgnoringCase("fraud");
        }

        @Test
        void answers_404_when_there_is_none() {
            expectProblem(cancel(UUID.randomUUID()), 404, "/problems/order-not-found");
        }

        @Test
        void while_it_is_being_placed_answers_the_placing_with_409() {
            placed(new SagaEvent.Cancelled());

            expectProblem(post(TWO_MUGS), 409, "/problems/order-cancelled");
        }

        private ResponseSpec cancel(UUID id) {
            return http.post().uri("/api/orders/" + id + "/cancellation").exchange();
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

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\u0141da@example.com",
                    "ada@exa\u200Dmple.com",
                    "ada@stra\u00DFe.example",
                    "\\\"ada b\\\"@example.com",
                    "ada@[127.0.0.1]"
                })
        void with_an_email_address_that_could_reach_somebody_else(String email) {
            expectProblem(post(TWO_MUGS.replace("ada@example.com", email)), 400, "/problems/invalid-request")
                    .jsonPath("$.errors[?(@.field == 'contact.email' && @.message =~ /.*such as ada@example.com.*/)]")
                    .isNotEmpty();
            BDDMockito.then(placeOrder).shouldHaveNoInteractions();
        }

        @Test
        void without_an_item_where_one_should_be() {
            refused(TWO_MUGS.replace("[{", "[null, {"), "items[0]");
        }

        @Test
        void with_half_a_character_in_a_text() {
            refused(TWO_MUGS.replace("\"ada\"", "\"a\\ud83dda\""), "customerId");
        }

        @Test
        void with_texts_that_are_too_long() {
            refused(TWO_MUGS.replace("\"ada\"", "\"" + "a".repeat(65) + "\""), "customerId");
            refused(TWO_MUGS.replace("tok_visa", "t".repeat(65)), "payment.token");
            refused(TWO_MUGS.replace("ada@example", "ada@" + "example.".repeat(32)), "contact.email");
            refused(TWO_MUGS.replace("MUG-BLUE", "M".repeat(41)), "items[0].sku");
        }

        @Test
        void with_more_than_fifty_items() {
            var items = IntStream.rangeClosed(0, 50)
                    .mapToObj("{\"sku\": \"MUG-%d\", \"quantity\": 1}"::formatted)
                    .collect(Collectors.joining(", ", "[", "]"));

            refused(TWO_MUGS.replace("[{\"sku\": \"MUG-BLUE\", \"quantity\": 2}]", items), "items");
        }

        @Test
        void with_a_quantity_that_is_no_whole_number() {
            refused(TWO_MUGS.replace("2}", "1.5}"), "items[0].quantity");
            refused(TWO_MUGS.replace("2}", "1e400}"), "items[0].quantity");
            refused(TWO_MUGS.replace("2}", "\"2\"}"), "items[0].quantity");
            refused(TWO_MUGS.replace("2}", "null}"), "items[0].quantity");
            refused(TWO_MUGS.replace(", \"quantity\": 2}", "}"), "items[0].quantity");
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
        void refuses_an_id_that_is_none(String id) {
            expectProblem(http.get().uri("/api/orders/" + id).exchange(), 400, "/problems/invalid-request");
        }

        @Test
        void answers_400_when_there_is_nothing_to_go_on_after() {
            var after = UUID.randomUUID();
            BDDMockito.given(findOrders.page(null, after, 20)).willThrow(new UnknownCursorException(after));

            expectProblem(http.get().uri("/api/orders?after=" + after).exchange(), 400, "/problems/unknown-cursor")
                    .jsonPath("$.detail")
                    .isEqualTo("There is no order " + after + " after which a page could begin.");
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
        void refuses_parameters_that_cannot_be(String parameters) {
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

    private void placed(SagaEvent... outcomes) {
        for (var outcome : outcomes) {
            order.apply(outcome, OrderFixtures.NOW, OrderFixtures.LIMITS);
        }
        BDDMockito.given(placeOrder.place(ArgumentMatchers.any())).willReturn(order);
    }

    private ResponseSpec prefer(String preference) {
        BDDMockito.given(placeOrder.place(ArgumentMatchers.any())).willAnswer(_ -> {
            deadlines.add(Deadline.current());
            return order;
        });
        return http.post()
                .uri("/api/orders")
                .header("Prefer", preference)
                .contentType(MediaType.APPLICATION_JSON)
                .body(TWO_MUGS)
                .exchange();
    }

    private Duration budget() {
        return deadlines.getFirst().orElseThrow().left();
    }

    private ResponseSpec post(String body) {
        return http.post()
                .uri("/api/orders")
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    /** Also follows the type to its page. */
    private RestTestClient.BodyContentSpec expectProblem(ResponseSpec answer, int status, String type) {
        http.get().uri(type).exchange().expectStatus().isOk();
        return answer.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo(type);
    }
}
