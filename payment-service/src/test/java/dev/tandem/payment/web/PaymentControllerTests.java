package dev.tandem.payment.web;

import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;

import dev.tandem.payment.application.AuthorizePayment;
import dev.tandem.payment.application.AuthorizeSealedPayment;
import dev.tandem.payment.application.DifferentRequestException;
import dev.tandem.payment.application.OutcomeUnknownException;
import dev.tandem.payment.application.UnknownKeyException;
import dev.tandem.payment.domain.AuthorizationOutcome.Authorized;
import dev.tandem.payment.domain.AuthorizationOutcome.Declined;
import dev.tandem.payment.domain.DeclineReason;
import dev.tandem.payment.domain.Money;
import dev.tandem.payment.domain.Payment;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

@WebMvcTest(PaymentController.class)
@AutoConfigureRestTestClient
@Import(PaymentProblemPages.class)
class PaymentControllerTests {

    private static final Money AMOUNT = new Money(2590, "EUR");

    private static final String REQUEST = """
            {"amount": {"amount": 2590, "currency": "EUR"}, "token": "tok_visa"}""";

    @Autowired
    RestTestClient http;

    @MockitoBean
    AuthorizePayment authorizePayment;

    @MockitoBean
    AuthorizeSealedPayment authorizeSealedPayment;

    private final UUID orderId = UUID.randomUUID();
    private final Payment payment = Payment.pending(orderId, AMOUNT, "sealed", "fingerprint");

    @Nested
    class Authorizing {

        @Test
        void answers_that_the_amount_is_held() {
            payment.authorizationEnded(new Authorized());

            expectOutcome("AUTHORIZED")
                    .jsonPath("$.amount.amount")
                    .isEqualTo(2590)
                    .jsonPath("$.amount.currency")
                    .isEqualTo("EUR");
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
        void opens_a_sealed_token() {
            payment.authorizationEnded(new Authorized());
            given(authorizeSealedPayment.authorize(orderId, AMOUNT, "sealed")).willReturn(payment);

            put(orderId.toString(), REQUEST.replace("\"token\": \"tok_visa\"", "\"sealedToken\": \"sealed\""))
                    .expectBody()
                    .jsonPath("$.outcome")
                    .isEqualTo("AUTHORIZED");
        }

        @Test
        void answers_503_while_the_key_of_the_token_is_unknown() {
            given(authorizePayment.authorize(orderId, AMOUNT, "tok_visa"))
                    .willThrow(Mockito.mock(UnknownKeyException.class));

            expectProblem(put(orderId.toString(), REQUEST), 503, "payment-outcome-unknown")
                    .jsonPath("$.detail")
                    .isEqualTo(
                            "The token is sealed with a key that this instance does not have. Repeat the request later.");
        }

        @Test
        void answers_503_while_the_outcome_is_unknown() {
            given(authorizePayment.authorize(orderId, AMOUNT, "tok_visa"))
                    .willThrow(new OutcomeUnknownException("no answer"));

            var answer = put(orderId.toString(), REQUEST);
            answer.expectHeader().valueEquals(HttpHeaders.RETRY_AFTER, "2");
            expectProblem(answer, 503, "payment-outcome-unknown");
        }

        @Test
        void answers_409_when_another_request_made_the_payment() {
            given(authorizePayment.authorize(orderId, AMOUNT, "tok_visa"))
                    .willThrow(Mockito.mock(DifferentRequestException.class));

            expectProblem(put(orderId.toString(), REQUEST), 409, "different-request");
        }

        @Test
        void never_shows_the_message_of_a_bug() {
            given(authorizePayment.authorize(orderId, AMOUNT, "tok_visa"))
                    .willThrow(new IllegalStateException("secret detail"));

            expectProblem(put(orderId.toString(), REQUEST), 500, "internal-error")
                    .jsonPath("$.detail")
                    .isEqualTo("Something went wrong on our side.");
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
            expectProblem(put(orderId.toString(), body), 400, "invalid-request");

            then(authorizePayment).shouldHaveNoInteractions();
        }

        @ParameterizedTest
        @CsvSource(
                quoteCharacter = '|',
                delimiter = ';',
                value = {
                    "{'token': 'tok_visa'}; amount",
                    "{'amount': {'amount': 1}, 'token': 'tok_visa'}; amount",
                    "{'amount': {'amount': -1, 'currency': 'EUR'}, 'token': 'tok_visa'}; amount",
                    "{'amount': {'amount': 1.5, 'currency': 'EUR'}, 'token': 'tok_visa'}; amount.amount",
                    "{'amount': {'amount': 99999999999999999999, 'currency': 'EUR'}, 'token': 't'}; amount.amount",
                    "{'amount': {'amount': 1000000000001, 'currency': 'EUR'}, 'token': 't'}; amountWithinBounds",
                    "{'amount': {'amount': 1, 'currency': 'EUR'}, 'token': 'a\\nb'}; token",
                    "{'amount': {'amount': 1, 'currency': 'EUR'}, 'token': 'a\\u0000b'}; token",
                    "{'amount': {'amount': 1, 'currency': 'EUR'}, 'token': ' '}; tokenGiven",
                    "{'amount': {'amount': 1, 'currency': 'EUR'}}; tokenGiven",
                    "{'amount': {'amount': 1, 'currency': 'EUR'}, 'sealedToken': ''}; tokenGiven",
                    "{'amount': {'amount': 1, 'currency': 'EUR'}, 'token': 't', 'sealedToken': 's'}; tokenGiven",
                    "{'amount': {'amount': 1, 'currency': 'EUR'}, 'sealedToken': 'a b'}; sealedToken"
                })
        void is_told_what_is_wrong_with_it(String body, String field) {
            expectProblem(put(orderId.toString(), body.replace('\'', '"')), 400, "invalid-request")
                    .jsonPath("$.errors[?(@.field == '" + field + "')]")
                    .isNotEmpty();
        }

        @Test
        void may_be_one_whose_token_is_too_long() {
            var body = REQUEST.replace("tok_visa", "t".repeat(65));

            expectProblem(put(orderId.toString(), body), 400, "invalid-request")
                    .jsonPath("$.errors[0].field")
                    .isEqualTo("token");
        }

        @Test
        void names_an_order_whose_id_is_none() {
            expectProblem(put("not-an-id", REQUEST), 400, "invalid-request");

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

    /** Also follows the type to its page. */
    private RestTestClient.BodyContentSpec expectProblem(ResponseSpec answer, int status, String slug) {
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
