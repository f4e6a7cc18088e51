package dev.tandem.payment.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.payment.domain.AuthorizationOutcome.Authorized;
import dev.tandem.payment.domain.AuthorizationOutcome.Captured;
import dev.tandem.payment.domain.AuthorizationOutcome.Declined;
import dev.tandem.payment.domain.AuthorizationOutcome.Released;
import dev.tandem.payment.domain.DeclineReason;
import dev.tandem.payment.domain.Money;
import dev.tandem.payment.domain.Payment;
import dev.tandem.payment.domain.PaymentGoal;
import dev.tandem.payment.domain.PaymentStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;

class PaymentLifecycleTests {

    private final InMemoryPayments payments = new InMemoryPayments();
    private final ScriptedProvider provider = new ScriptedProvider();
    private final List<PaymentStatus> announced = Collections.synchronizedList(new ArrayList<>());
    private final TransactionOperations transactions = TransactionOperations.withoutTransaction();
    private final NoteProgress noteProgress =
            new NoteProgress(payments, payment -> announced.add(payment.status()), transactions);
    private final AuthorizePayment authorizePayment =
            new AuthorizePayment(payments, provider, noteProgress, transactions);
    private final CapturePayment capturePayment = new CapturePayment(payments);
    private final UndoPayment undoPayment = new UndoPayment(payments);
    private final SettlePayments settlePayments = new SettlePayments(payments, provider, noteProgress, transactions);

    private final UUID orderId = UUID.randomUUID();

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

        @Test
        void leaves_the_payment_pending_while_the_provider_gives_no_answer() {
            provider.authorization = ScriptedProvider::noAnswer;

            assertThatThrownBy(PaymentLifecycleTests.this::authorize).isInstanceOf(OutcomeUnknownException.class);
            assertThat(payment().status()).isEqualTo(PaymentStatus.PENDING);
            assertThat(announced).isEmpty();
        }

        @Test
        void asks_again_when_the_first_answer_was_lost() {
            authorizeWithoutAnswer();

            assertThat(authorize().status()).isEqualTo(PaymentStatus.AUTHORIZED);
            assertThat(provider.calls).containsExactly("authorize", "authorize");
        }

        @Test
        void does_not_announce_again_what_somebody_else_has_noted_in_the_meantime() {
            provider.authorization = () -> {
                provider.authorization = Authorized::new;
                authorize();
                return new Authorized();
            };

            authorize();

            assertThat(provider.calls).containsExactly("authorize", "authorize");
            assertThat(announced).containsExactly(PaymentStatus.AUTHORIZED);
        }

        @Test
        void a_payment_that_was_given_up_does_not_ask_the_provider() {
            authorizeWithoutAnswer();
            undoPayment.undo(orderId);
            provider.calls.clear();

            assertThat(authorize().goal()).isEqualTo(PaymentGoal.UNDO);
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
            assertThat(payment().goal()).isNull();
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

            assertThat(authorize().goal()).isEqualTo(PaymentGoal.UNDO);
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
            assertThat(payment().goal()).isEqualTo(PaymentGoal.UNDO);
        }
    }

    private Payment authorize() {
        return authorizePayment.authorize(orderId, new Money(2590, "EUR"), "tok_visa");
    }

    private void authorizeWithoutAnswer() {
        provider.authorization = ScriptedProvider::noAnswer;
        assertThatThrownBy(this::authorize).isInstanceOf(OutcomeUnknownException.class);
        provider.authorization = Authorized::new;
    }

    private void capture() {
        capturePayment.capture(orderId);
        settlePayments.settle();
    }

    private void captureWithoutAnswer() {
        provider.capture = ScriptedProvider::noAnswer;
        capture();
        provider.capture = () -> {};
    }

    private void undo() {
        undoPayment.undo(orderId);
        settlePayments.settle();
    }

    private Payment payment() {
        return payments.findById(orderId).orElseThrow();
    }
}
