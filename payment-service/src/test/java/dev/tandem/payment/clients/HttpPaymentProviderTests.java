package dev.tandem.payment.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.anything;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withException;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withStatus;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withSuccess;

import dev.tandem.payment.application.OutcomeUnknownException;
import dev.tandem.payment.domain.AuthorizationOutcome;
import dev.tandem.payment.domain.AuthorizationOutcome.Authorized;
import dev.tandem.payment.domain.AuthorizationOutcome.Captured;
import dev.tandem.payment.domain.AuthorizationOutcome.Declined;
import dev.tandem.payment.domain.AuthorizationOutcome.Released;
import dev.tandem.payment.domain.DeclineReason;
import dev.tandem.payment.domain.Money;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.test.web.client.MockRestServiceServer;
import org.springframework.test.web.client.ResponseCreator;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

class HttpPaymentProviderTests {

    private static final Money AMOUNT = new Money(2590, "EUR");

    private final RestClient.Builder http = RestClient.builder();
    private final MockRestServiceServer server =
            MockRestServiceServer.bindTo(http).build();
    private final HttpPaymentProvider provider =
            new HttpPaymentProvider(HttpServiceProxyFactory.builderFor(RestClientAdapter.create(http.build()))
                    .build()
                    .createClient(ProviderApi.class));

    private final UUID key = UUID.randomUUID();

    @Nested
    class An_authorization {

        @Test
        void ends_as_the_provider_says() {
            assertThat(authorize("{\"status\": \"authorized\"}")).isEqualTo(new Authorized());
        }

        @Test
        void that_is_repeated_ends_as_it_stands_by_now() {
            assertThat(authorize("{\"status\": \"captured\"}")).isEqualTo(new Captured());
            server.reset();
            assertThat(authorize("{\"status\": \"cancelled\"}")).isEqualTo(new Released());
            server.reset();
            assertThat(authorize("{\"status\": \"refunded\"}")).isEqualTo(new Released());
        }

        @Test
        void that_is_refused_says_why() {
            assertThat(authorize("{\"status\": \"declined\", \"declineCode\": \"insufficient_funds\"}"))
                    .isEqualTo(new Declined(DeclineReason.DECLINED));
            server.reset();
            assertThat(authorize("{\"status\": \"declined\", \"declineCode\": \"fraud\"}"))
                    .isEqualTo(new Declined(DeclineReason.SUSPECTED_FRAUD));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"status\": \"requires_action\"}",
                    "{\"status\": \"AUTHORIZED\"}",
                    "{}",
                    "[]",
                    "",
                    "<html/>"
                })
        void whose_answer_makes_no_sense_has_an_unknown_outcome(String answer) {
            assertThatThrownBy(() -> authorize(answer)).isInstanceOf(OutcomeUnknownException.class);
        }

        @Test
        void of_what_was_asked_for_is_one() {
            assertThat(authorize("{'status': 'authorized', 'amount': 2590, 'currency': 'EUR'}".replace('\'', '"')))
                    .isEqualTo(new Authorized());
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{'status': 'authorized', 'amount': 9900, 'currency': 'EUR'}",
                    "{'status': 'captured', 'amount': 2590, 'currency': 'USD'}",
                    "{'status': 'authorized', 'amount': 9900}"
                })
        void of_something_else_than_was_asked_for_has_an_unknown_outcome(String answer) {
            assertThatThrownBy(() -> authorize(answer.replace('\'', '"')))
                    .isInstanceOf(OutcomeUnknownException.class)
                    .hasMessageContaining("where it was asked for 2590 EUR");
        }

        @Test
        void that_was_cancelled_before_it_arrived_is_released_whatever_its_amount() {
            assertThat(authorize("{'status': 'cancelled', 'amount': 0, 'currency': 'XXX'}".replace('\'', '"')))
                    .isEqualTo(new Released());
        }

        @ParameterizedTest
        @ValueSource(ints = {400, 404, 409, 500, 503})
        void that_fails_has_an_unknown_outcome(int status) {
            answer(withStatus(HttpStatusCode.valueOf(status)));

            assertThatThrownBy(() -> provider.authorize(key, AMOUNT, "tok_visa"))
                    .isInstanceOf(OutcomeUnknownException.class);
        }

        private AuthorizationOutcome authorize(String answer) {
            answer(withSuccess(answer, MediaType.APPLICATION_JSON));
            return provider.authorize(key, AMOUNT, "tok_visa");
        }
    }

    @Nested
    class Asking_what_has_become_of_an_authorization {

        @Test
        void says_how_it_ended() {
            answer(withSuccess("{\"status\": \"declined\", \"declineCode\": \"fraud\"}", MediaType.APPLICATION_JSON));

            assertThat(provider.find(key, AMOUNT)).contains(new Declined(DeclineReason.SUSPECTED_FRAUD));
        }

        @Test
        void finds_nothing_if_the_provider_has_never_heard_of_it() {
            answer(withStatus(HttpStatusCode.valueOf(404)));

            assertThat(provider.find(key, AMOUNT)).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"{\"status\": \"processing\"}", "{}", ""})
        void says_nothing_while_the_provider_does_not(String answer) {
            answer(withSuccess(answer, MediaType.APPLICATION_JSON));

            assertThatThrownBy(() -> provider.find(key, AMOUNT)).isInstanceOf(OutcomeUnknownException.class);
        }

        @Test
        void says_nothing_if_the_provider_fails() {
            answer(withStatus(HttpStatusCode.valueOf(500)));

            assertThatThrownBy(() -> provider.find(key, AMOUNT)).isInstanceOf(OutcomeUnknownException.class);
        }
    }

    @Nested
    class A_cancellation {

        @Test
        void says_what_has_become_of_the_authorization() {
            answer(withSuccess("{\"status\": \"captured\"}", MediaType.APPLICATION_JSON));

            assertThat(provider.cancel(key)).isEqualTo(new Captured());
        }

        @Test
        void after_which_the_amount_is_still_held_has_an_unknown_outcome() {
            answer(withSuccess("{\"status\": \"authorized\"}", MediaType.APPLICATION_JSON));

            assertThatThrownBy(() -> provider.cancel(key)).isInstanceOf(OutcomeUnknownException.class);
        }

        @Test
        void of_something_unknown_is_no_proof_that_nothing_will_be_held() {
            answer(withStatus(HttpStatusCode.valueOf(404)));

            assertThatThrownBy(() -> provider.cancel(key)).isInstanceOf(OutcomeUnknownException.class);
        }
    }

    @Test
    void a_capture_or_refund_without_an_answer_has_an_unknown_outcome() {
        answer(withException(new IOException("connection reset")));
        assertThatThrownBy(() -> provider.capture(key)).isInstanceOf(OutcomeUnknownException.class);

        server.reset();
        answer(withException(new IOException("connection reset")));
        assertThatThrownBy(() -> provider.refund(key)).isInstanceOf(OutcomeUnknownException.class);
    }

    private void answer(ResponseCreator answer) {
        server.expect(anything()).andRespond(answer);
    }
}
