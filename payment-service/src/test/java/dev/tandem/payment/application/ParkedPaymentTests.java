package dev.tandem.payment.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.payment.domain.AuthorizationOutcome.Authorized;
import dev.tandem.payment.domain.AuthorizationOutcome.Captured;
import dev.tandem.payment.domain.AuthorizationOutcome.Released;
import dev.tandem.payment.domain.PaymentStatus;
import dev.tandem.payment.domain.PendingOperation;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A provider that gives no answer. */
class ParkedPaymentTests extends PaymentLifecycle {

    @Nested
    class A_payment_about_which_the_provider_gives_no_answer {

        @BeforeEach
        void gets_no_answer() {
            authorizeWithoutAnswer();
            provider.finding = () -> Optional.of(ScriptedProvider.noAnswer());
            provider.cancellation = ScriptedProvider::noAnswer;
            ask();
        }

        @Test
        void is_parked_after_a_quarter_of_an_hour_and_left_alone() {
            clock.advance(Duration.ofMinutes(15));
            ask();
            assertThat(payment().isParked()).isTrue();

            provider.calls.clear();
            ask();
            assertThat(provider.calls).isEmpty();
        }

        @Test
        void is_asked_about_until_then() {
            clock.advance(Duration.ofMinutes(14));
            ask();

            assertThat(payment().isParked()).isFalse();
        }

        @Test
        void ends_as_the_provider_says_when_an_operator_has_it_asked_again() {
            park();
            tryAgain();
            provider.finding = () -> Optional.of(new Authorized());
            ask();

            assertThat(payment().isParked()).isFalse();
            assertThat(announced).containsExactly(PaymentStatus.AUTHORIZED);
        }

        @Test
        void has_another_quarter_of_an_hour_when_an_operator_has_it_asked_again() {
            park();
            tryAgain();
            ask();
            assertThat(payment().isParked()).isFalse();

            park();
            assertThat(payment().isParked()).isTrue();
        }

        /** As order-service does after ten minutes. */
        @Test
        void is_parked_after_the_same_quarter_of_an_hour_if_undone_meanwhile() {
            clock.advance(Duration.ofMinutes(10));
            undo();
            assertThat(payment().isParked()).isFalse();

            clock.advance(Duration.ofMinutes(5));
            ask();
            assertThat(payment().isParked()).isTrue();
            assertThat(payment().pendingOperation()).isEqualTo(PendingOperation.UNDO);
        }

        @Test
        void has_another_quarter_of_an_hour_when_the_provider_has_answered_meanwhile() {
            provider.finding = () -> Optional.of(new Authorized());
            ask();
            captureWithoutAnswer();
            clock.advance(Duration.ofMinutes(14));
            undo();
            provider.cancellation = Captured::new;
            provider.refund = ScriptedProvider::noAnswer;
            ask();
            clock.advance(Duration.ofMinutes(14));
            ask();
            assertThat(payment().isParked()).isFalse();

            clock.advance(Duration.ofMinutes(1));
            ask();
            assertThat(payment().isParked()).isTrue();
        }

        @Test
        void is_asked_about_again_when_it_is_to_be_undone() {
            park();
            provider.cancellation = Released::new;
            undo();

            assertThat(payment().status()).isEqualTo(PaymentStatus.VOIDED);
            assertThat(payment().isParked()).isFalse();
        }

        @Test
        void is_parked_with_its_undo_if_the_provider_stays_silent() {
            undo();
            park();

            assertThat(payment().isParked()).isTrue();
            assertThat(payment().pendingOperation()).isEqualTo(PendingOperation.UNDO);
        }

        private void tryAgain() {
            var payment = payment();
            payment.tryAgain();
            payments.update(payment);
        }

        private void park() {
            clock.advance(Duration.ofMinutes(15));
            ask();
        }

        private void ask() {
            payments.endLeases();
            settlePayments.settle();
        }
    }
}
