package dev.tandem.payment.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.payment.application.fingerprint.FingerprintSettings;
import dev.tandem.payment.application.fingerprint.Fingerprints;
import dev.tandem.payment.application.fingerprint.MissingSettingException;
import dev.tandem.payment.domain.AuthorizationOutcome.Authorized;
import dev.tandem.payment.domain.Money;
import dev.tandem.payment.domain.Payment;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.util.ReflectionTestUtils;

class FingerprintsTests {

    private static final String KEY = "a-key-of-at-least-thirty-two-characters";
    private static final String NEW_KEY = "another-key-of-at-least-thirty-two-characters";

    private final UUID orderId = UUID.randomUUID();
    private final Money amount = new Money(2590, "EUR");

    static Fingerprints fingerprints(String... keys) {
        return new Fingerprints(new FingerprintSettings(keys.length == 0 ? List.of(KEY) : List.of(keys)));
    }

    @Nested
    class A_request {

        @Test
        void is_the_same_when_all_its_parameters_are() {
            assertThat(fingerprints().match(payment(), amount, "tok_visa")).isTrue();
        }

        @ParameterizedTest
        @CsvSource({"2591, EUR, tok_visa", "2590, USD, tok_visa", "2590, EUR, tok_fraud", "2590, EU, Rtok_visa"})
        void is_a_different_one_when_one_of_its_parameters_is(long other, String currency, String token) {
            assertThat(fingerprints().match(payment(), new Money(other, currency), token))
                    .isFalse();
        }

        @Test
        void for_another_order_has_another_fingerprint() {
            assertThat(fingerprints().of(UUID.randomUUID(), amount, "tok_visa"))
                    .isNotEqualTo(fingerprints().of(orderId, amount, "tok_visa"));
        }
    }

    @Nested
    class A_payment {

        @Test
        void is_recognised_by_its_fingerprint_alone() {
            var payment = payment();
            payment.authorizationEnded(new Authorized());
            assertThat(payment.sealedToken()).isNull();

            assertThat(fingerprints().match(payment, amount, "tok_visa")).isTrue();
            assertThat(fingerprints().match(payment, amount, "tok_fraud")).isFalse();
        }

        @Test
        void without_a_fingerprint_is_recognised_by_its_amount() {
            var payment = payment();
            ReflectionTestUtils.setField(payment, "fingerprint", null);

            assertThat(fingerprints().match(payment, amount, "tok_visa")).isTrue();
            assertThat(fingerprints().match(payment, new Money(9900, "EUR"), "tok_visa"))
                    .isFalse();
        }

        @Test
        void is_recognised_while_the_key_is_changed() {
            assertThat(fingerprints(NEW_KEY, KEY).match(payment(), amount, "tok_visa"))
                    .isTrue();
            assertThat(fingerprints(NEW_KEY, KEY).of(orderId, amount, "tok_visa"))
                    .isEqualTo(fingerprints(NEW_KEY).of(orderId, amount, "tok_visa"));
        }
    }

    @Nested
    class A_key {

        @Test
        void is_needed() {
            assertThatThrownBy(() -> new Fingerprints(new FingerprintSettings(List.of())))
                    .isInstanceOf(MissingSettingException.class);
        }

        @Test
        void that_is_too_short_is_refused_and_not_shown() {
            assertThatThrownBy(() -> fingerprints(KEY, "too-short-a-key"))
                    .isInstanceOf(MissingSettingException.class)
                    .hasMessageNotContaining("too-short");
        }

        @Test
        void is_not_shown_with_the_settings() {
            assertThat(new FingerprintSettings(List.of(KEY))).asString().doesNotContain(KEY);
        }
    }

    private Payment payment() {
        return Payment.pending(orderId, amount, "sealed", fingerprints().of(orderId, amount, "tok_visa"));
    }
}
