package dev.tandem.consumercontracts.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.consumercontracts.HttpCaller;
import dev.tandem.consumercontracts.SealedTokens;
import dev.tandem.contracts.payment.AuthorizePaymentRequest;
import dev.tandem.contracts.payment.DeclineReason;
import dev.tandem.contracts.payment.PaymentAnswer;
import dev.tandem.contracts.payment.PaymentAnswer.Outcome;
import dev.tandem.contracts.payment.PaymentApi;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;

/** The expectations that order-service has of {@link PaymentApi}: the second step over REST. */
public abstract class PaymentApiContract extends PayingContract {

    /** The base URL of the service. */
    protected abstract String url();

    @Override
    protected final PaymentAnswer authorize(UUID orderId, String token) {
        var request = AuthorizePaymentRequest.withSealedToken(AMOUNT, SealedTokens.seal(orderId, token));
        return http().through(PaymentApi.class).authorize(orderId, request);
    }

    @ParameterizedTest
    @CsvSource({"9900, EUR, tok_visa", "2590, USD, tok_visa", "2590, EUR, tok_fraud"})
    void refuses_a_different_request_for_the_same_order(long amount, String currency, String token) {
        authorize(orderId, "tok_visa");

        expectDifferent(http().put(path(), request(amount, currency, token)));
        assertThat(authorize(orderId, "tok_visa")).isEqualTo(AUTHORIZED);
        assertThat(charges(orderId)).isEqualTo(1);
    }

    @Test
    void refuses_a_different_request_also_when_the_first_was_declined() {
        authorize(orderId, "tok_declined");

        expectDifferent(http().put(path(), request("tok_visa")));
        assertThat(charges(orderId)).isZero();
    }

    @Test
    void that_is_undone_before_it_arrives_takes_nothing_whatever_it_is() {
        refund(orderId);
        authorize(orderId, "tok_visa");

        var answer = http().put(path(), request(9900, "USD", "tok_fraud"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("UNDONE");
    }

    @Test
    void says_neither_yes_nor_no_while_the_outcome_is_unknown() {
        var answer = http().put(path(), request("tok_error_without_charge"));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.type()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(answer.body()).contains("/payment-outcome-unknown");
    }

    @Test
    void can_be_asked_again_after_an_unknown_outcome() {
        http().put(path(), request("tok_error_without_charge"));

        assertThat(authorize(orderId, "tok_error_without_charge")).isEqualTo(AUTHORIZED);
        assertThat(charges(orderId)).isEqualTo(1);
    }

    /** Only a status of this class keeps order-service from retrying, and from treating the service as broken. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"amount\": {\"amount\": 2590, \"currency\": \"EUR\"}, \"token\": \" \"}",
                "{\"amount\": {\"amount\": -1, \"currency\": \"EUR\"}, \"token\": \"tok_visa\"}",
                "{\"sealedToken\": \"AV3s\"}",
                "no JSON"
            })
    void tells_a_wrong_request_from_a_failure(String request) {
        var answer = http().put(path(), request);

        assertThat(answer.status()).isIn(400, 422);
        assertThat(answer.type()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(charges(orderId)).isZero();
    }

    @Test
    void declines_a_token_that_is_sealed_for_another_order() {
        var stolen = AuthorizePaymentRequest.withSealedToken(AMOUNT, SealedTokens.seal(UUID.randomUUID(), "tok_visa"));

        var answer = http().through(PaymentApi.class).authorize(orderId, stolen);
        assertThat(answer).isEqualTo(new PaymentAnswer(Outcome.DECLINED, DeclineReason.DECLINED, null));
        assertThat(charges(orderId)).isZero();
    }

    @Test
    void does_nothing_when_the_time_is_up() {
        var answer = http().put(path(), request("tok_visa"), HttpCaller.TIME_LEFT, "0");

        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.body()).contains("/time-is-up");
        assertThat(charges(orderId)).isZero();
    }

    private String path() {
        return "/internal/payments/" + orderId;
    }

    private static void expectDifferent(HttpCaller.Answer answer) {
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.type()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(answer.body()).contains("/different-request");
    }

    private String request(String token) {
        return request(AMOUNT.amount(), AMOUNT.currency(), token);
    }

    private String request(long amount, String currency, String token) {
        return """
                {"amount": {"amount": %s, "currency": "%s"}, "sealedToken": "%s"}""".formatted(amount, currency, SealedTokens.seal(orderId, token));
    }

    private HttpCaller http() {
        return new HttpCaller(url());
    }
}
