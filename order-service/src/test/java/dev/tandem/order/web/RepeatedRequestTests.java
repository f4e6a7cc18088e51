package dev.tandem.order.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.order.OrderFixtures;
import dev.tandem.order.application.CancelOrder.Cancellation;
import dev.tandem.order.application.PlaceOrderOnce.Placement;
import dev.tandem.order.domain.SagaEvent;
import dev.tandem.order.domain.idempotency.RequestFingerprint;
import dev.tandem.order.domain.idempotency.RequestKey;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.mockito.ArgumentMatchers;
import org.mockito.BDDMockito;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/** Requests with a key, and cancelling. */
class RepeatedRequestTests extends OrderApi {

    @Nested
    class A_request_with_an_idempotency_key {

        private final RequestKey key = new RequestKey("ada", "key-1");

        @Test
        void does_not_reveal_a_suspicion_of_fraud() {
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
        void may_be_quoted_as_the_draft_demands() {
            given(new Placement.Placed(order));

            post("\"key-1\"").expectStatus().isAccepted();
        }

        @Test
        void has_a_fingerprint_that_ignores_the_layout_of_the_json() {
            given(new Placement.Placed(order));

            post("key-1");
            send("key-1", TWO_MUGS.replace(" ", ""));

            var prints = ArgumentCaptor.forClass(RequestFingerprint.class);
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
        void answers_409_with_retry_after_while_the_first_is_in_flight() {
            given(new Placement.InFlight());

            var answer = post("key-1");
            answer.expectHeader().valueEquals("Retry-After", "2");
            expectProblem(answer, 409, "/problems/request-in-flight");
        }

        @Test
        void that_is_malformed_is_refused() {
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
        void answers_409_when_it_was_rejected_before() {
            BDDMockito.given(cancelOrder.cancel(order.id()))
                    .willReturn(Optional.of(new Cancellation.AlreadyRejected(order)));

            expectProblem(cancel(order.id()), 409, "/problems/order-rejected")
                    .jsonPath("$.orderId")
                    .isEqualTo(order.id().toString());
        }

        @Test
        void does_not_reveal_a_suspicion_of_fraud() {
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
}
