package dev.tandem.payment.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.context.Deadline;
import dev.tandem.context.DeadlineExceededException;
import dev.tandem.payment.domain.AuthorizationOutcome.Authorized;
import dev.tandem.payment.domain.AuthorizationOutcome.Captured;
import dev.tandem.payment.domain.AuthorizationOutcome.Declined;
import dev.tandem.payment.domain.AuthorizationOutcome.Released;
import dev.tandem.payment.domain.DeclineReason;
import dev.tandem.payment.domain.Money;
import dev.tandem.payment.domain.Payment;
import dev.tandem.payment.domain.PaymentStatus;
import dev.tandem.payment.domain.PendingOperation;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.transaction.support.TransactionOperations;

@ExtendWith(OutputCaptureExtension.class)
class PaymentLifecycleTests {

    private final InMemoryPayments payments = new InMemoryPayments();
    private final ScriptedProvider provider = new ScriptedProvider();
    private final List<PaymentStatus> announced = Collections.synchronizedList(new ArrayList<>());
    private final TransactionOperations transactions = TransactionOperations.withoutTransaction();
    private final PaymentEvents events = payment -> announced.add(payment.status());
    private final PaymentTransitions transitions = new PaymentTransitions(payments, events, transactions);
    private final Authorizer authorizer = new Authorizer(provider, transitions);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AuthorizePayment authorizePayment =
            new AuthorizePayment(payments, FingerprintsTests.fingerprints(), events, authorizer, transactions, meters);
    private final CapturePayment capturePayment = new CapturePayment(payments);
    private final UndoPayment undoPayment = new UndoPayment(payments, events);
    private final MovableClock clock = new MovableClock();
    private final PaymentSettings settings = new PaymentSettings(Duration.ofMinutes(15));
    private final SettlePayments settlePayments = new SettlePayments(
            payments,
            new SettlePayment(payments, provider, authorizer, transitions, settings, clock),
            transactions,
            settings);

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
        void a_payment_that_was_undone_before_it_was_made_takes_no_request_for_a_different_one() {
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

            assertThatThrownBy(PaymentLifecycleTests.this::authorize).isInstanceOf(OutcomeUnknownException.class);
            assertThat(payment().status()).isEqualTo(PaymentStatus.PENDING);
            assertThat(announced).isEmpty();
        }

        @Test
        void is_refused_if_nobody_waits_for_it_any_more() {
            var over = Deadline.in(Duration.ZERO, clock);

            assertThatThrownBy(() -> over.call(PaymentLifecycleTests.this::authorize))
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

            assertThatThrownBy(PaymentLifecycleTests.this::authorize).isInstanceOf(OutcomeUnknownException.class);
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
        void with_other_parameters_is_answered_with_what_was_authorised_before_and_counted() {
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
            payment().tryAgain();
            provider.finding = () -> Optional.of(new Authorized());
            ask();

            assertThat(payment().isParked()).isFalse();
            assertThat(announced).containsExactly(PaymentStatus.AUTHORIZED);
        }

        @Test
        void has_another_quarter_of_an_hour_when_an_operator_has_it_asked_again() {
            park();
            payment().tryAgain();
            ask();
            assertThat(payment().isParked()).isFalse();

            park();
            assertThat(payment().isParked()).isTrue();
        }

        /** As order-service does after ten minutes. */
        @Test
        void is_parked_after_the_same_quarter_of_an_hour_when_it_is_to_be_undone_meanwhile() {
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
        void is_parked_with_what_it_is_to_be_undone_by_a_provider_that_is_still_silent() {
            undo();
            park();

            assertThat(payment().isParked()).isTrue();
            assertThat(payment().pendingOperation()).isEqualTo(PendingOperation.UNDO);
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

    private Payment authorize() {
        return authorizePayment.authorize(orderId, new Money(2590, "EUR"), "tok_visa");
    }

    private double differentRequests() {
        return meters.get("tandem.payments.different.requests").counter().count();
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

    /** A clock that advances when a test says so. */
    private static final class MovableClock extends Clock {

        private Instant now = Instant.EPOCH;

        void advance(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    private Payment payment() {
        return payments.findById(orderId).orElseThrow();
    }
}
