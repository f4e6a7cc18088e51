package dev.tandem.payment.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.payment.domain.AuthorizationOutcome.Declined;
import dev.tandem.payment.domain.DeclineReason;
import dev.tandem.payment.domain.Money;
import dev.tandem.payment.domain.PaymentStatus;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Commands over Kafka. */
class PaymentCommandsTests extends PaymentLifecycle {

    @Nested
    class A_command_to_authorize {

        @Test
        void does_not_call_the_provider_itself_and_is_answered_with_the_outcome() {
            authorizeLater();
            assertThat(provider.calls).isEmpty();

            settlePayments.settle();
            assertThat(announced).containsExactly(PaymentStatus.AUTHORIZED);
        }

        @Test
        void is_answered_again_when_the_outcome_is_known() {
            authorize();
            authorizeLater();
            settlePayments.settle();

            assertThat(provider.calls).containsExactly("authorize");
            assertThat(announced).containsExactly(PaymentStatus.AUTHORIZED, PaymentStatus.AUTHORIZED);
        }

        @Test
        void with_other_parameters_is_answered_with_the_first_and_counted() {
            authorize();
            authorizePayment.authorizeLater(orderId, new Money(9900, "EUR"), "tok_visa");
            settlePayments.settle();

            assertThat(provider.calls).containsExactly("authorize");
            assertThat(payment().amount()).isEqualTo(new Money(2590, "EUR"));
            assertThat(announced).containsExactly(PaymentStatus.AUTHORIZED, PaymentStatus.AUTHORIZED);
            assertThat(differentRequests()).isEqualTo(1);
        }

        @Test
        void is_answered_while_the_amount_is_being_captured() {
            authorize();
            capturePayment.capture(orderId);
            authorizeLater();

            assertThat(announced).containsExactly(PaymentStatus.AUTHORIZED, PaymentStatus.AUTHORIZED);
        }

        @Test
        void goes_on_where_a_request_got_no_answer_and_is_answered_once() {
            authorizeWithoutAnswer();
            authorizeLater();
            payments.endLeases();
            settlePayments.settle();

            assertThat(announced).containsExactly(PaymentStatus.AUTHORIZED);
        }

        @Test
        void for_a_payment_that_is_being_undone_is_answered_when_that_is_done() {
            authorize();
            undoPayment.undo(orderId);
            authorizeLater();
            assertThat(announced).containsExactly(PaymentStatus.AUTHORIZED);

            settlePayments.settle();
            authorizeLater();
            assertThat(announced).containsExactly(PaymentStatus.AUTHORIZED, PaymentStatus.VOIDED, PaymentStatus.VOIDED);
        }

        /** It is handled once more. */
        @Test
        void that_differs_is_not_counted_if_its_transaction_rolls_back() {
            authorizeLater();
            TransactionSynchronizationManager.initSynchronization();
            authorizePayment.authorizeLater(orderId, new Money(1, "EUR"), "tok_visa");
            TransactionSynchronizationManager.clearSynchronization();

            assertThat(differentRequests()).isZero();
        }

        private void authorizeLater() {
            authorizePayment.authorizeLater(orderId, new Money(2590, "EUR"), "tok_visa");
        }
    }

    @Nested
    class A_command_to_undo {

        @Test
        void is_answered_even_if_there_was_nothing_to_undo() {
            undoPayment.undo(orderId);

            assertThat(announced).containsExactly(PaymentStatus.VOIDED);
        }

        @Test
        void is_answered_again_when_it_is_repeated() {
            authorize();
            capture();
            undo();
            undo();

            assertThat(provider.calls).containsExactly("authorize", "capture", "refund");
            assertThat(announced).endsWith(PaymentStatus.REFUNDED, PaymentStatus.REFUNDED);
        }

        @Test
        void for_a_declined_payment_is_answered_that_nothing_was_taken() {
            provider.authorization = () -> new Declined(DeclineReason.DECLINED);
            authorize();
            undo();

            assertThat(provider.calls).containsExactly("authorize");
            assertThat(announced).containsExactly(PaymentStatus.DECLINED, PaymentStatus.DECLINED);
        }
    }
}
