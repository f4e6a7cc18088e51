package dev.tandem.payment.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.payment.domain.AuthorizationOutcome.Authorized;
import dev.tandem.payment.domain.AuthorizationOutcome.Captured;
import dev.tandem.payment.domain.AuthorizationOutcome.Declined;
import dev.tandem.payment.domain.AuthorizationOutcome.Released;
import dev.tandem.payment.domain.DeclineReason;
import dev.tandem.payment.domain.PaymentStatus;
import dev.tandem.payment.domain.PendingOperation;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How an authorised amount is captured, voided or refunded. */
class CapturingAndUndoingTests extends PaymentLifecycle {

    @Test
    void an_answer_that_changes_nothing_is_not_written() {
        authorize();
        var known = payment();

        transitions.note(known, payment -> payment.authorizationEnded(new Authorized()));
        assertThat(payment().version()).isEqualTo(known.version());
    }

    @Nested
    class Capturing {

        @Test
        void charges_the_customer_once_however_often_the_order_is_confirmed() {
            authorize();
            capturePayment.capture(orderId);
            settlePayments.settle();
            capturePayment.capture(orderId);
            settlePayments.settle();

            assertThat(provider.calls).containsExactly("authorize", "capture");
            assertThat(announced).containsExactly(PaymentStatus.AUTHORIZED, PaymentStatus.CAPTURED);
        }

        @Test
        void is_tried_again_after_a_pause_when_the_provider_gives_no_answer() {
            authorize();
            captureWithoutAnswer();
            settlePayments.settle();
            assertThat(provider.calls).containsExactly("authorize", "capture");
            assertThat(payment().status()).isEqualTo(PaymentStatus.AUTHORIZED);

            payments.endLeases();
            settlePayments.settle();
            assertThat(provider.calls).containsExactly("authorize", "capture", "capture");
            assertThat(payment().status()).isEqualTo(PaymentStatus.CAPTURED);
        }
    }

    @Nested
    class Undoing {

        @Test
        void an_authorized_payment_voids_it() {
            authorize();
            undo();

            assertThat(provider.calls).containsExactly("authorize", "cancel");
            assertThat(announced).containsExactly(PaymentStatus.AUTHORIZED, PaymentStatus.VOIDED);
        }

        @Test
        void a_captured_payment_refunds_it() {
            authorize();
            capture();
            undo();

            assertThat(provider.calls).containsExactly("authorize", "capture", "refund");
            assertThat(announced)
                    .containsExactly(PaymentStatus.AUTHORIZED, PaymentStatus.CAPTURED, PaymentStatus.REFUNDED);
        }

        @Test
        void a_payment_whose_outcome_is_unknown_voids_it_whatever_the_outcome_was() {
            authorizeWithoutAnswer();
            undo();

            assertThat(provider.calls).containsExactly("authorize", "cancel");
            assertThat(payment().status()).isEqualTo(PaymentStatus.VOIDED);
            assertThat(announced).containsExactly(PaymentStatus.VOIDED);
        }

        @Test
        void a_payment_that_turns_out_declined_has_nothing_to_give_back() {
            authorizeWithoutAnswer();
            provider.cancellation = () -> new Declined(DeclineReason.DECLINED);
            undo();

            assertThat(payment().status()).isEqualTo(PaymentStatus.DECLINED);
            assertThat(payment().pendingOperation()).isNull();
        }

        @Test
        void a_payment_whose_capture_got_no_answer_refunds_what_turns_out_captured() {
            authorize();
            captureWithoutAnswer();
            provider.cancellation = Captured::new;
            undo();

            assertThat(provider.calls).containsExactly("authorize", "capture", "cancel", "refund");
            assertThat(announced)
                    .containsExactly(PaymentStatus.AUTHORIZED, PaymentStatus.CAPTURED, PaymentStatus.REFUNDED);
        }

        @Test
        void while_the_capture_is_under_way_refunds_what_it_takes() {
            authorize();
            provider.capture = () -> undoPayment.undo(orderId);
            capture();

            assertThat(provider.calls).containsExactly("authorize", "capture", "refund");
            assertThat(payment().status()).isEqualTo(PaymentStatus.REFUNDED);
        }

        @Test
        void while_the_authorization_is_under_way_gives_back_what_it_holds() {
            provider.authorization = () -> {
                undoPayment.undo(orderId);
                return new Authorized();
            };

            assertThat(authorize().pendingOperation()).isEqualTo(PendingOperation.UNDO);
            settlePayments.settle();
            assertThat(announced).containsExactly(PaymentStatus.AUTHORIZED, PaymentStatus.VOIDED);
        }

        @Test
        void is_not_taken_back_by_the_late_answer_to_an_authorization() {
            provider.authorization = () -> {
                undo();
                return new Authorized();
            };

            assertThat(authorize().status()).isEqualTo(PaymentStatus.VOIDED);
            assertThat(announced).containsExactly(PaymentStatus.VOIDED);
        }

        @Test
        void is_tried_again_after_a_pause_when_the_cancellation_gets_no_answer() {
            authorize();
            provider.cancellation = ScriptedProvider::noAnswer;
            undo();
            settlePayments.settle();
            assertThat(provider.calls).containsExactly("authorize", "cancel");
            assertThat(payment().status()).isEqualTo(PaymentStatus.AUTHORIZED);

            provider.cancellation = Released::new;
            payments.endLeases();
            settlePayments.settle();
            assertThat(payment().status()).isEqualTo(PaymentStatus.VOIDED);
        }

        @Test
        void is_tried_again_after_a_pause_when_the_refund_gets_no_answer() {
            authorize();
            capture();
            provider.refund = ScriptedProvider::noAnswer;
            undo();
            assertThat(payment().status()).isEqualTo(PaymentStatus.CAPTURED);

            provider.refund = () -> {};
            payments.endLeases();
            settlePayments.settle();
            assertThat(provider.calls).containsExactly("authorize", "capture", "refund", "refund");
            assertThat(payment().status()).isEqualTo(PaymentStatus.REFUNDED);
        }

        @Test
        void waits_and_does_not_insist_when_the_provider_contradicts_itself() {
            authorize();
            provider.cancellation = () -> new Declined(DeclineReason.DECLINED);
            undo();

            assertThat(provider.calls).containsExactly("authorize", "cancel");
            assertThat(payment().pendingOperation()).isEqualTo(PendingOperation.UNDO);
        }
    }
}
