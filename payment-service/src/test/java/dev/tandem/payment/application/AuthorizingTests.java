package dev.tandem.payment.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.context.Deadline;
import dev.tandem.context.DeadlineExceededException;
import dev.tandem.payment.domain.AuthorizationOutcome.Authorized;
import dev.tandem.payment.domain.AuthorizationOutcome.Declined;
import dev.tandem.payment.domain.DeclineReason;
import dev.tandem.payment.domain.Money;
import dev.tandem.payment.domain.PaymentStatus;
import dev.tandem.payment.domain.PendingOperation;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;

/** How an amount is authorised while a caller waits, and afterwards. */
class AuthorizingTests extends PaymentLifecycle {

    @Nested
    class Authorizing {

        @Test
        void asks_the_provider_once_and_gives_the_first_answer_again() {
            provider.authorization = () -> new Declined(DeclineReason.SUSPECTED_FRAUD);
            authorize();
            provider.authorization = Authorized::new;

            assertThat(authorize().declineReason()).isEqualTo(DeclineReason.SUSPECTED_FRAUD);
            assertThat(provider.calls).containsExactly("authorize");
            assertThat(announced).containsExactly(PaymentStatus.DECLINED);
        }

        @ParameterizedTest
        @CsvSource({"9900, EUR, tok_visa", "2590, USD, tok_visa", "2590, EUR, tok_declined"})
        void with_other_parameters_is_refused_and_changes_nothing(long amount, String currency, String token) {
            authorize();

            assertThatThrownBy(() -> authorizePayment.authorize(orderId, new Money(amount, currency), token))
                    .isInstanceOf(DifferentRequestException.class);
            assertThat(provider.calls).containsExactly("authorize");
            assertThat(payment().amount()).isEqualTo(new Money(2590, "EUR"));
            assertThat(announced).containsExactly(PaymentStatus.AUTHORIZED);
            assertThat(differentRequests()).isEqualTo(1);
        }

        @Test
        void with_other_parameters_is_refused_while_the_outcome_is_unknown() {
            authorizeWithoutAnswer();

            assertThatThrownBy(() -> authorizePayment.authorize(orderId, new Money(9900, "EUR"), "tok_visa"))
                    .isInstanceOf(DifferentRequestException.class);
            assertThat(provider.calls).containsExactly("authorize");
        }

        @Test
        void a_tombstone_takes_no_request_for_a_different_one() {
            undoPayment.undo(orderId);
            authorize();

            assertThat(authorizePayment
                            .authorize(orderId, new Money(9900, "USD"), "tok_declined")
                            .status())
                    .isEqualTo(PaymentStatus.VOIDED);
            assertThat(differentRequests()).isZero();
        }

        @Test
        void leaves_the_payment_pending_while_the_provider_gives_no_answer() {
            provider.authorization = ScriptedProvider::noAnswer;

            assertThatThrownBy(AuthorizingTests.this::authorize).isInstanceOf(OutcomeUnknownException.class);
            assertThat(payment().status()).isEqualTo(PaymentStatus.PENDING);
            assertThat(announced).isEmpty();
        }

        @Test
        void is_refused_if_nobody_waits_for_it_any_more() {
            var over = Deadline.in(Duration.ZERO, clock);

            assertThatThrownBy(() -> over.call(AuthorizingTests.this::authorize))
                    .isInstanceOf(DeadlineExceededException.class);
            assertThat(payments.findById(orderId)).isEmpty();
            assertThat(provider.calls).isEmpty();
        }

        @Test
        void asks_again_when_the_first_request_was_lost() {
            authorizeWithoutAnswer();

            assertThat(authorize().status()).isEqualTo(PaymentStatus.AUTHORIZED);
            assertThat(provider.calls).containsExactly("authorize", "find", "authorize");
        }

        @Test
        void finds_out_and_does_not_ask_again_when_the_first_answer_was_lost() {
            authorizeWithoutAnswer();
            provider.finding = () -> Optional.of(new Authorized());

            assertThat(authorize().status()).isEqualTo(PaymentStatus.AUTHORIZED);
            assertThat(provider.calls).containsExactly("authorize", "find");
        }

        @Test
        void does_not_ask_again_while_the_provider_does_not_say_what_happened() {
            authorizeWithoutAnswer();
            provider.finding = () -> Optional.of(ScriptedProvider.noAnswer());

            assertThatThrownBy(AuthorizingTests.this::authorize).isInstanceOf(OutcomeUnknownException.class);
            assertThat(provider.calls).containsExactly("authorize", "find");
        }

        @Test
        void does_not_announce_again_what_somebody_else_has_noted_in_the_meantime() {
            provider.authorization = () -> {
                provider.authorization = Authorized::new;
                authorize();
                return new Authorized();
            };

            authorize();

            assertThat(provider.calls).containsExactly("authorize", "find", "authorize");
            assertThat(announced).containsExactly(PaymentStatus.AUTHORIZED);
        }

        @Test
        void a_payment_that_was_given_up_does_not_ask_the_provider() {
            authorizeWithoutAnswer();
            undoPayment.undo(orderId);
            provider.calls.clear();

            assertThat(authorize().pendingOperation()).isEqualTo(PendingOperation.UNDO);
            assertThat(provider.calls).isEmpty();
        }

        @Test
        void a_payment_that_was_undone_before_it_was_made_does_not_ask_the_provider() {
            undoPayment.undo(orderId);

            assertThat(authorize().status()).isEqualTo(PaymentStatus.VOIDED);
            assertThat(provider.calls).isEmpty();
        }
    }

    @Nested
    class Settling {

        @Test
        void finds_out_by_itself_what_a_request_has_left_unknown() {
            authorizeWithoutAnswer();
            provider.finding = () -> Optional.of(new Declined(DeclineReason.DECLINED));
            payments.endLeases();
            settlePayments.settle();

            assertThat(provider.calls).containsExactly("authorize", "find");
            assertThat(announced).containsExactly(PaymentStatus.DECLINED);
        }

        @Test
        void leaves_a_payment_to_the_request_that_is_working_on_it() {
            authorizeWithoutAnswer();
            settlePayments.settle();

            assertThat(provider.calls).containsExactly("authorize");
        }

        @Test
        void goes_on_with_the_others_when_one_fails_with_an_error(CapturedOutput output) {
            provider.authorization = () -> {
                throw new StackOverflowError("much too deep");
            };
            var hopeless = IntStream.range(0, 60).mapToObj(_ -> later()).toList();
            settlePayments.settle();
            provider.authorization = null;
            var next = later();
            settlePayments.settle();

            assertThat(statusOf(next)).isEqualTo(PaymentStatus.AUTHORIZED);
            assertThat(hopeless).extracting(this::statusOf).containsOnly(PaymentStatus.PENDING);
            assertThat(output)
                    .contains("payment of order " + hopeless.getFirst() + " not settled")
                    .contains("much too deep");
            payments.endLeases();
            settlePayments.settle();
            assertThat(hopeless).extracting(this::statusOf).containsOnly(PaymentStatus.AUTHORIZED);
        }

        private UUID later() {
            var order = UUID.randomUUID();
            authorizePayment.authorizeLater(order, new Money(2590, "EUR"), "tok_visa");
            return order;
        }

        private PaymentStatus statusOf(UUID order) {
            return payments.findById(order).orElseThrow().status();
        }

        @Test
        void never_takes_a_missing_answer_for_a_no() {
            authorizeWithoutAnswer();
            provider.finding = () -> Optional.of(ScriptedProvider.noAnswer());
            for (var attempt = 0; attempt < 10; attempt++) {
                payments.endLeases();
                settlePayments.settle();
            }

            assertThat(payment().status()).isEqualTo(PaymentStatus.PENDING);
            assertThat(announced).isEmpty();
        }
    }
}
