package dev.tandem.payment.web;

import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;

import dev.tandem.payment.application.AuthorizePayment;
import dev.tandem.payment.application.OutcomeUnknownException;
import dev.tandem.payment.domain.AuthorizationOutcome.Authorized;
import dev.tandem.payment.domain.AuthorizationOutcome.Declined;
import dev.tandem.payment.domain.DeclineReason;
import dev.tandem.payment.domain.Money;
import dev.tandem.payment.domain.Payment;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.http.MediaType;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

@WebMvcTest(PaymentController.class)
@AutoConfigureRestTestClient
class PaymentControllerTests {

    private static final Money AMOUNT = new Money(2590, "EUR");

    private static final String REQUEST = """
            {"amount": {"amount": 2590, "currency": "EUR"}, "token": "tok_visa"}""";

    @Autowired
    RestTestClient http;

    @MockitoBean
    AuthorizePayment authorizePayment;

    private final UUID orderId = UUID.randomUUID();
    private final Payment payment = Payment.pending(orderId, AMOUNT, "tok_visa");

    @Nested
    class Authorizing {

        @Test
        void answers_that_the_amount_is_held() {
            payment.authorizationEnded(new Authorized());

            expectOutcome("AUTHORIZED");
        }

        @Test
        void answers_why_it_was_refused() {
            payment.authorizationEnded(new Declined(DeclineReason.SUSPECTED_FRAUD));

            expectOutcome("DECLINED").jsonPath("$.declineReason").isEqualTo("SUSPECTED_FRAUD");
        }

        @Test
        void answers_that_it_is_undone_as_soon_as_it_is_given_up() {
            payment.undo();

            expectOutcome("UNDONE");
        }

        @Test
        void answers_503_while_the_outcome_is_unknown() {
            given(authorizePayment.authorize(orderId, AMOUNT, "tok_visa"))
                    .willThrow(new OutcomeUnknownException("no answer"));

            expectProblem(put(orderId.toString(), REQUEST), 503)
                    .jsonPath("$.type")
                    .isEqualTo("/problems/payment-outcome-unknown");
        }

        private RestTestClient.BodyContentSpec expectOutcome(String outcome) {
            given(authorizePayment.authorize(orderId, AMOUNT, "tok_visa")).willReturn(payment);

            return put(orderId.toString(), REQUEST)
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.outcome")
                    .isEqualTo(outcome);
        }
    }

    @Nested
    class A_malformed_request {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "null",
                    "{",
                    "{}",
                    "{\"amount\": {\"amount\": 2590, \"currency\": \"EUR\"}}",
                    "{\"amount\": {\"amount\": 2590, \"currency\": \"EUR\"}, \"token\": null}",
                    "{\"amount\": {\"amount\": 2590, \"currency\": \"EUR\"}, \"token\": \" \"}",
                    "{\"token\": \"tok_visa\"}",
                    "{\"amount\": null, \"token\": \"tok_visa\"}",
                    "{\"amount\": 2590, \"token\": \"tok_visa\"}",
                    "{\"amount\": {}, \"token\": \"tok_visa\"}",
                    "{\"amount\": {\"currency\": \"EUR\"}, \"token\": \"tok_visa\"}",
                    "{\"amount\": {\"amount\": null, \"currency\": \"EUR\"}, \"token\": \"tok_visa\"}",
                    "{\"amount\": {\"amount\": -1, \"currency\": \"EUR\"}, \"token\": \"tok_visa\"}",
                    "{\"amount\": {\"amount\": 2590}, \"token\": \"tok_visa\"}",
                    "{\"amount\": {\"amount\": 2590, \"currency\": \"euro\"}, \"token\": \"tok_visa\"}"
                })
        void is_refused_and_nobody_is_charged(String body) {
            expectProblem(put(orderId.toString(), body), 400);

            then(authorizePayment).shouldHaveNoInteractions();
        }

        @Test
        void names_an_order_whose_id_is_none() {
            expectProblem(put("not-an-id", REQUEST), 400);

            then(authorizePayment).shouldHaveNoInteractions();
        }
    }

    private ResponseSpec put(String order, String body) {
        return http.put()
                .uri("/internal/payments/" + order)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    private static RestTestClient.BodyContentSpec expectProblem(ResponseSpec answer, int status) {
        return answer.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo(status);
    }
}
