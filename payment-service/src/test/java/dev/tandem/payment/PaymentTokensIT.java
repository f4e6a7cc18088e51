package dev.tandem.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.consumercontracts.SealedTokens;
import dev.tandem.contracts.Money;
import dev.tandem.contracts.payment.PaymentCommand.AuthorizePayment;
import dev.tandem.contracts.payment.PaymentCommand.AuthorizeSealedPayment;
import dev.tandem.contracts.payment.PaymentCommand.RefundPayment;
import dev.tandem.sealing.SealingSettings;
import dev.tandem.sealing.TokenSealer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.MediaType;

/** Where the tokens of payments are, and for how long. */
class PaymentTokensIT extends RunningPaymentService {

    private static final Money AMOUNT = new Money(2590, "EUR");

    /** The service opens with this key, and seals with another. */
    private final TokenSealer oldKey =
            new TokenSealer(new SealingSettings("YW4tb2xkLWtleS10aGF0LW9ubHktdGVzdHMta25vdy0", ""));

    private final TokenSealer unknownKey =
            new TokenSealer(new SealingSettings("YW5vdGhlci1rZXktb2YtdGhlLXRlc3RzLTEyMzQ1Njc", ""));

    @AfterEach
    void no_payment_waits_for_its_key() {
        jdbc.sql("delete from payments where order_id = ?").param(orderId).update();
    }

    @Nested
    class A_token {

        @Test
        void is_stored_sealed_while_the_outcome_is_unknown_and_then_erased() {
            provider.breaks(Fault.REQUEST_LOST, orderId, "");
            put(orderId, "tok_visa").expectStatus().isEqualTo(503);
            assertThat(SealedTokens.open(orderId, tokensOf(orderId))).isEqualTo("tok_visa");

            provider.isWell();
            awaitStatus(orderId, "AUTHORIZED");
            assertThat(tokensOf(orderId)).isEmpty();
        }

        @Test
        void of_an_old_command_in_plain_text_is_stored_sealed() {
            provider.breaks(Fault.REQUEST_LOST, orderId, "");
            receive(new AuthorizePayment(orderId, AMOUNT, "tok_visa"));
            await().until(() -> statusOf(orderId).equals("PENDING"));
            assertThat(SealedTokens.open(orderId, tokensOf(orderId))).isEqualTo("tok_visa");

            provider.isWell();
            awaitStatus(orderId, "AUTHORIZED");
        }

        @Test
        void that_an_earlier_build_has_stored_in_plain_text_is_sealed() {
            writeDownPending(orderId);

            await().until(() -> !tokensOf(orderId).equals("tok_visa"));
            assertThat(SealedTokens.open(orderId, tokensOf(orderId))).isEqualTo("tok_visa");
            awaitStatus(orderId, "AUTHORIZED");
            assertThat(tokensOf(orderId)).isEmpty();
        }

        @Test
        void that_an_earlier_build_has_left_behind_is_erased() {
            jdbc.sql("""
                            insert into payments (order_id, amount, currency, token, status, version)
                            values (?, 2590, 'EUR', 'tok_visa', 'CAPTURED', 0)""").param(orderId).update();

            await().until(() -> tokensOf(orderId).isEmpty());
        }
    }

    @Nested
    class After_a_change_of_the_key {

        @Test
        void an_operator_has_the_tokens_sealed_anew() {
            store(oldKey.seal(orderId, "tok_visa"));
            assertThat(seals()).containsEntry("otherKey", 1);

            assertThat(reseal()).containsEntry("resealed", 1).containsEntry("notOpened", 0);
            assertThat(seals()).containsEntry("otherKey", 0);
            assertThat(SealedTokens.open(orderId, tokensOf(orderId))).isEqualTo("tok_visa");
            awaitStatus(orderId, "AUTHORIZED");
        }

        @Test
        void a_token_with_the_old_seal_is_opened_all_the_same() {
            receive(new AuthorizeSealedPayment(orderId, AMOUNT, oldKey.seal(orderId, "tok_visa")));

            await().until(() -> statusOf(orderId).equals("AUTHORIZED"));
        }

        @Test
        void a_payment_whose_key_is_unknown_waits_for_an_operator_and_can_be_undone() {
            store(unknownKey.seal(orderId, "tok_visa"));
            endPause(orderId);

            await().until(() -> parked().contains(orderId.toString()));
            assertThat(seals()).containsEntry("unknownKey", 1);
            assertThat(reseal()).containsEntry("resealed", 0).containsEntry("notOpened", 1);

            receive(new RefundPayment(orderId));
            awaitStatus(orderId, "VOIDED");
            assertThat(tokensOf(orderId)).isEmpty();
        }

        @ParameterizedTest
        @MethodSource("unfitReasons")
        void nothing_is_done_unless_an_operator_says_why_in_a_few_words(String reason) {
            http.post()
                    .uri("/actuator/paymenttokens")
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(Map.of("operator", "ada", "reason", reason))
                    .exchange()
                    .expectStatus()
                    .isBadRequest();
        }

        static List<String> unfitReasons() {
            return List.of("", " ", "x".repeat(501), "a reason\nand a false line of the log");
        }
    }

    /** Long before its next attempt. */
    private void store(String sealedToken) {
        jdbc.sql("""
                        insert into payments (order_id, amount, currency, sealed_token, fingerprint, status,
                            pending_operation, next_attempt_at, version)
                        values (?, 2590, 'EUR', ?, 'fingerprint', 'PENDING', 'AUTHORIZE', now() + interval '1 minute', 0)""").params(orderId, sealedToken).update();
    }

    private String parked() {
        return Objects.requireNonNull(http.get()
                .uri("/actuator/parkedpayments")
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> seals() {
        return Objects.requireNonNull(http.get()
                .uri("/actuator/paymenttokens")
                .exchange()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody());
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> reseal() {
        return Objects.requireNonNull(http.post()
                .uri("/actuator/paymenttokens")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("operator", "ada", "reason", "a new key"))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody());
    }
}
