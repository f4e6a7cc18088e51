package dev.tandem.payment.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.consumercontracts.SealedTokens;
import dev.tandem.payment.domain.Money;
import dev.tandem.payment.domain.Payment;
import dev.tandem.payment.domain.PaymentStatus;
import dev.tandem.payment.domain.PendingOperation;
import dev.tandem.sealing.SealingSettings;
import dev.tandem.sealing.TokenSealer;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SealedTokenTests extends PaymentLifecycle {

    private static final Money AMOUNT = new Money(2590, "EUR");

    /** Of a key that no instance has yet. */
    private final TokenSealer ahead =
            new TokenSealer(new SealingSettings("YW5vdGhlci1rZXktb2YtdGhlLXRlc3RzLTEyMzQ1Njc", ""));

    @Nested
    class A_sealed_token {

        @Test
        void is_opened_for_the_provider() {
            assertThat(authorizeWith(seal("tok_visa")).status()).isEqualTo(PaymentStatus.AUTHORIZED);
            assertThat(provider.tokens).containsExactly("tok_visa");
        }

        @Test
        void that_is_sealed_again_is_the_same_token() {
            authorizeWith(seal("tok_visa"));

            assertThat(authorizeWith(seal("tok_visa")).status()).isEqualTo(PaymentStatus.AUTHORIZED);
            assertThatThrownBy(() -> authorizeWith(seal("tok_fraud"))).isInstanceOf(DifferentRequestException.class);
        }

        @Test
        void is_stored_sealed_while_the_provider_has_to_be_asked_and_then_erased() {
            provider.authorization = ScriptedProvider::noAnswer;
            assertThatThrownBy(() -> authorizeWith(seal("tok_visa"))).isInstanceOf(OutcomeUnknownException.class);
            assertThat(SealedTokens.open(orderId, String.valueOf(payment().sealedToken())))
                    .isEqualTo("tok_visa");

            undoPayment.undo(orderId);
            assertThat(payment().sealedToken()).isNull();
        }

        @Test
        void of_a_command_is_opened_when_the_payment_is_settled() {
            authorizeSealedPayment.authorizeLater(orderId, AMOUNT, seal("tok_visa"));
            settlePayments.settle();

            assertThat(payment().status()).isEqualTo(PaymentStatus.AUTHORIZED);
            assertThat(provider.tokens).containsExactly("tok_visa");
        }
    }

    @Nested
    class A_token_that_was_moved_from_another_order {

        private final String stolen = SealedTokens.seal(UUID.randomUUID(), "tok_visa");

        @Test
        void is_declined_and_the_provider_is_not_asked() {
            assertThat(authorizeWith(stolen).status()).isEqualTo(PaymentStatus.DECLINED);
            assertThat(announced).containsExactly(PaymentStatus.DECLINED);
            assertThat(provider.tokens).isEmpty();
        }

        @Test
        void stays_declined() {
            authorizeWith(stolen);

            assertThat(authorizeWith(stolen).status()).isEqualTo(PaymentStatus.DECLINED);
            assertThat(authorizeWith(seal("tok_visa")).status()).isEqualTo(PaymentStatus.DECLINED);
            assertThat(provider.tokens).isEmpty();
        }

        @Test
        void is_a_different_request_if_the_order_has_a_payment() {
            authorizeWith(seal("tok_visa"));

            assertThatThrownBy(() -> authorizeWith(stolen)).isInstanceOf(DifferentRequestException.class);
            assertThat(payment().status()).isEqualTo(PaymentStatus.AUTHORIZED);
        }

        @Test
        void is_declined_by_an_event_when_it_comes_with_a_command() {
            authorizeSealedPayment.authorizeLater(orderId, AMOUNT, stolen);
            authorizeSealedPayment.authorizeLater(orderId, AMOUNT, stolen);

            assertThat(announced).containsExactly(PaymentStatus.DECLINED, PaymentStatus.DECLINED);
        }

        @Test
        void leaves_a_pending_payment_as_it_is_when_it_comes_with_a_command() {
            authorizeSealedPayment.authorizeLater(orderId, AMOUNT, seal("tok_visa"));
            authorizeSealedPayment.authorizeLater(orderId, AMOUNT, stolen);
            settlePayments.settle();

            assertThat(announced).containsExactly(PaymentStatus.AUTHORIZED);
        }

        @Test
        void is_undone_for_good_if_it_got_into_the_database() {
            payments.add(Payment.pending(orderId, AMOUNT, stolen, "fingerprint"));
            settlePayments.settle();

            assertThat(payment().status()).isEqualTo(PaymentStatus.VOIDED);
            assertThat(payment().pendingOperation()).isNull();
            assertThat(provider.tokens).isEmpty();
        }
    }

    @Nested
    class A_token_under_an_unknown_key {

        private final String sealed = ahead.seal(orderId, "tok_visa");

        @Test
        void is_neither_accepted_nor_declined() {
            assertThatThrownBy(() -> authorizeWith(sealed)).isInstanceOf(UnknownKeyException.class);
            assertThatThrownBy(() -> authorizeSealedPayment.authorizeLater(orderId, AMOUNT, sealed))
                    .isInstanceOf(UnknownKeyException.class);
            assertThat(payments.findById(orderId)).isEmpty();
        }

        @Test
        void does_not_hold_up_the_answer_about_a_payment_that_was_made() {
            authorizeWith(seal("tok_visa"));
            authorizeSealedPayment.authorizeLater(orderId, AMOUNT, sealed);

            assertThat(announced).containsExactly(PaymentStatus.AUTHORIZED, PaymentStatus.AUTHORIZED);
        }

        @Test
        void parks_a_stored_payment_at_once_for_an_operator() {
            payments.add(Payment.pending(orderId, AMOUNT, sealed, "fingerprint"));
            settlePayments.settle();

            assertThat(payment().isParked()).isTrue();
            assertThat(payment().pendingOperation()).isEqualTo(PendingOperation.AUTHORIZE);
            assertThat(payment().sealedToken()).isEqualTo(sealed);
        }

        @Test
        void does_not_keep_a_payment_from_being_undone() {
            payments.add(Payment.pending(orderId, AMOUNT, sealed, "fingerprint"));
            settlePayments.settle();
            undo();

            assertThat(payment().status()).isEqualTo(PaymentStatus.VOIDED);
        }
    }

    private Payment authorizeWith(String sealedToken) {
        return authorizeSealedPayment.authorize(orderId, AMOUNT, sealedToken);
    }

    private String seal(String token) {
        return SealedTokens.seal(orderId, token);
    }
}
