package dev.tandem.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.consumercontracts.SealedTokens;
import dev.tandem.contracts.payment.PaymentCommand;
import dev.tandem.contracts.payment.PaymentCommand.AuthorizeSealedPayment;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;

/** Where the payment tokens of orders are, and for how long. */
class PaymentTokensIT extends OrderService {

    @Nested
    class A_token {

        @Test
        void is_stored_and_sent_sealed_for_its_order() {
            OTHERS.fail("payments", 503);
            var id = idOf(post().expectStatus().isAccepted());

            assertThat(SealedTokens.open(id, tokensOf(id))).isEqualTo("tok_visa");
            await().untilAsserted(() -> assertThat(PAYMENT.received(PaymentCommand.class, id))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            AuthorizeSealedPayment.class,
                            command -> assertThat(command.sealedToken()).isEqualTo(tokensOf(id))));
        }

        @Test
        void is_erased_when_the_order_has_ended() {
            assertThat(tokensOf(idOf(post().expectStatus().isCreated()))).isEmpty();
            assertThat(tokensOf(idOf(order("tok_declined").expectStatus().isEqualTo(402))))
                    .isEmpty();
        }

        @Test
        void that_an_earlier_build_has_left_behind_is_erased() {
            var id = idOf(post().expectStatus().isCreated());
            jdbc.sql("update orders set payment_token = 'tok_visa' where id = ?")
                    .param(id)
                    .update();

            await().until(() -> tokensOf(id).isEmpty());
        }

        @Test
        void that_an_earlier_build_has_stored_in_plain_text_is_sealed() {
            OTHERS.fail("payments", 503);
            var id = idOf(post().expectStatus().isAccepted());
            jdbc.sql("update orders set payment_token = 'tok_visa', sealed_token = null where id = ?")
                    .param(id)
                    .update();

            await().until(() -> !tokensOf(id).equals("tok_visa"));
            assertThat(SealedTokens.open(id, tokensOf(id))).isEqualTo("tok_visa");
        }
    }

    @Nested
    class A_repeated_request {

        private static final String CONTENT =
                "{\"customerId\":\"ada\",\"items\":[{\"sku\":\"MUG-BLUE\",\"quantity\":2}],"
                        + "\"payment\":{\"token\":\"tok_visa\"},\"contact\":{\"email\":\"ada@example.com\"}}";

        private final Map<String, String> key =
                Map.of("Idempotency-Key", UUID.randomUUID().toString());

        @Test
        void is_recognised_although_each_seal_is_another() {
            var id = idOf(order("tok_visa", key).expectStatus().isCreated());

            assertThat(idOf(order("tok_visa", key))).isEqualTo(id);
            order("tok_mastercard", key).expectStatus().isEqualTo(422);
        }

        @Test
        void has_no_fingerprint_from_which_its_token_could_be_guessed() throws Exception {
            var id = idOf(order("tok_visa", key).expectStatus().isCreated());

            assertThat(fingerprintOf(id)).hasSize(64).isNotEqualTo(digest());
        }

        @Test
        void is_recognised_by_the_fingerprint_of_an_earlier_build() throws Exception {
            var id = idOf(order("tok_visa", key).expectStatus().isCreated());
            jdbc.sql("update idempotent_requests set fingerprint = ? where order_id = ?")
                    .params(digest(), id)
                    .update();

            assertThat(idOf(order("tok_visa", key))).isEqualTo(id);
        }

        private String fingerprintOf(UUID id) {
            return jdbc.sql("select fingerprint from idempotent_requests where order_id = ?")
                    .param(id)
                    .query(String.class)
                    .single();
        }

        private String digest() throws Exception {
            var content = CONTENT.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        }
    }

    @Test
    void an_operator_sees_how_many_have_which_seal() {
        OTHERS.fail("payments", 503);
        post().expectStatus().isAccepted();

        http.get()
                .uri("/actuator/paymenttokens")
                .accept(MediaType.APPLICATION_JSON)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.currentKey")
                .value(Integer.class, current -> assertThat(current).isPositive())
                .jsonPath("$.unknownKey")
                .isEqualTo(0);
    }

    /** The token of an order, sealed and in plain text, as far as it is there. */
    private String tokensOf(UUID id) {
        return jdbc.sql("select concat(sealed_token, payment_token) from orders where id = ?")
                .param(id)
                .query(String.class)
                .single();
    }
}
