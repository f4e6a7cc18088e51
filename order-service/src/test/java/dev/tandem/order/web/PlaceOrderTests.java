package dev.tandem.order.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.order.OrderFixtures;
import dev.tandem.order.application.ServiceUnavailableException;
import dev.tandem.order.application.UnknownProductException;
import dev.tandem.order.domain.Money;
import dev.tandem.order.domain.OrderLine;
import dev.tandem.order.domain.SagaEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;
import org.mockito.BDDMockito;
import org.springframework.http.MediaType;

/** Placing an order over HTTP. */
class PlaceOrderTests extends OrderApi {

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
        void answers_202_with_its_location_while_it_is_pending() {
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
        void does_not_reveal_a_suspicion_of_fraud() {
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
                    .isEqualTo("The catalogue does not contain these products: NOPE.");
        }

        @Test
        void answers_422_when_the_total_is_too_large() {
            BDDMockito.given(placeOrder.place(ArgumentMatchers.any()))
                    .willAnswer(_ -> OrderFixtures.order(
                            new OrderLine("YACHT", "Yacht", 99, new Money(Long.MAX_VALUE / 2, "EUR"))));

            expectProblem(post(TWO_MUGS), 422, "/problems/total-too-large")
                    .jsonPath("$.detail")
                    .isEqualTo("The total of an order is at most 1000000000000, in minor units of its currency.");
        }

        @Test
        void answers_422_when_it_would_be_paid_in_two_currencies() {
            BDDMockito.given(placeOrder.place(ArgumentMatchers.any()))
                    .willAnswer(_ -> OrderFixtures.order(
                            OrderFixtures.TWO_MUGS,
                            new OrderLine("PEN-BLACK", "Pen, black", 1, new Money(250, "USD"))));

            expectProblem(post(TWO_MUGS), 422, "/problems/mixed-currencies")
                    .jsonPath("$.detail")
                    .isEqualTo("The products of an order must have one currency, and these have 2: EUR, USD.");
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
        void answers_503_with_retry_after_when_there_are_no_prices() {
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
        void gets_202_at_once_and_the_preference_applied() {
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
    class A_customer_with_a_preferred_wait {

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
        void gets_no_more_than_the_maximum() {
            prefer("wait=3600").expectHeader().valueEquals("Preference-Applied", "wait=8");
        }

        @Test
        void can_continue_in_the_background_if_it_takes_longer() {
            prefer("respond-async, wait=1")
                    .expectStatus()
                    .isAccepted()
                    .expectHeader()
                    .valueEquals("Preference-Applied", "respond-async", "wait=1");
        }

        @Test
        void gets_the_usual_time_for_a_meaningless_preference() {
            prefer("wait=long").expectHeader().doesNotExist("Preference-Applied");
            assertThat(budget()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
        }
    }
}
