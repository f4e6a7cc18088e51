package dev.tandem.payment.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.payment.domain.AuthorizationOutcome.Authorized;
import dev.tandem.payment.domain.AuthorizationOutcome.Captured;
import dev.tandem.payment.domain.AuthorizationOutcome.Declined;
import dev.tandem.payment.domain.AuthorizationOutcome.Released;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PaymentTests {

    private final Payment payment = Payment.pending(UUID.randomUUID(), new Money(2590, "EUR"), "sealed", "fingerprint");

    @Nested
    class A_pending_payment {

        @Test
        void is_authorized_when_the_provider_says_so() {
            payment.authorizationEnded(new Authorized());

            assertThat(payment.status()).isEqualTo(PaymentStatus.AUTHORIZED);
        }

        @Test
        void keeps_the_reason_of_a_refusal() {
            payment.authorizationEnded(new Declined(DeclineReason.SUSPECTED_FRAUD));

            assertThat(payment.status()).isEqualTo(PaymentStatus.DECLINED);
            assertThat(payment.declineReason()).isEqualTo(DeclineReason.SUSPECTED_FRAUD);
        }

        @Test
        void is_voided_when_nothing_is_held_and_nothing_will_be() {
            payment.undo();
            payment.authorizationEnded(new Released());

            assertThat(payment.status()).isEqualTo(PaymentStatus.VOIDED);
            assertThat(payment.pendingOperation()).isNull();
        }

        @Test
        void cannot_be_captured_or_refunded() {
            assertThatThrownBy(payment::capture).isInstanceOf(IllegalStateException.class);
            payment.captured();
            payment.refunded();

            assertThat(payment.status()).isEqualTo(PaymentStatus.PENDING);
        }

        @Test
        void that_was_given_up_is_undone_even_if_it_turns_out_authorized() {
            payment.undo();
            payment.authorizationEnded(new Authorized());

            assertThat(payment.status()).isEqualTo(PaymentStatus.AUTHORIZED);
            assertThat(payment.pendingOperation()).isEqualTo(PendingOperation.UNDO);
        }

        @Test
        void may_be_authorized_until_it_is_given_up() {
            assertThat(payment.mayBeAuthorized()).isTrue();
            payment.undo();

            assertThat(payment.mayBeAuthorized()).isFalse();
        }
    }

    @Nested
    class An_authorized_payment {

        @BeforeEach
        void authorized() {
            payment.authorizationEnded(new Authorized());
        }

        @Test
        void stays_as_it_is_when_the_outcome_arrives_again() {
            payment.authorizationEnded(new Authorized());
            payment.authorizationEnded(new Declined(DeclineReason.DECLINED));

            assertThat(payment.status()).isEqualTo(PaymentStatus.AUTHORIZED);
            assertThat(payment.declineReason()).isNull();
        }

        @Test
        void is_captured_first_and_refunded_then() {
            payment.refunded();

            assertThat(payment.status()).isEqualTo(PaymentStatus.AUTHORIZED);
        }

        @Test
        void has_no_pending_operation_once_it_is_captured() {
            payment.capture();
            payment.captured();

            assertThat(payment.status()).isEqualTo(PaymentStatus.CAPTURED);
            assertThat(payment.pendingOperation()).isNull();
        }

        @Test
        void that_is_undone_while_it_is_captured_is_still_to_be_undone() {
            payment.capture();
            payment.undo();
            payment.captured();

            assertThat(payment.status()).isEqualTo(PaymentStatus.CAPTURED);
            assertThat(payment.pendingOperation()).isEqualTo(PendingOperation.UNDO);
        }

        @Test
        void that_turns_out_captured_when_it_is_cancelled_is_still_to_be_undone() {
            payment.undo();
            payment.authorizationEnded(new Captured());

            assertThat(payment.status()).isEqualTo(PaymentStatus.CAPTURED);
            assertThat(payment.pendingOperation()).isEqualTo(PendingOperation.UNDO);
        }

        @Test
        void is_voided_when_nothing_is_held_any_more() {
            payment.undo();
            payment.authorizationEnded(new Released());

            assertThat(payment.status()).isEqualTo(PaymentStatus.VOIDED);
            assertThat(payment.pendingOperation()).isNull();
        }

        @Test
        void that_is_to_be_undone_is_not_captured_any_more() {
            payment.undo();
            payment.capture();

            assertThat(payment.pendingOperation()).isEqualTo(PendingOperation.UNDO);
        }
    }

    @Nested
    class A_captured_payment {

        @BeforeEach
        void captured() {
            payment.authorizationEnded(new Captured());
        }

        @Test
        void is_refunded_when_it_is_undone() {
            payment.undo();
            payment.refunded();

            assertThat(payment.status()).isEqualTo(PaymentStatus.REFUNDED);
            assertThat(payment.pendingOperation()).isNull();
        }

        @Test
        void cannot_be_voided_or_authorized_or_declined() {
            payment.authorizationEnded(new Released());
            payment.authorizationEnded(new Authorized());
            payment.authorizationEnded(new Declined(DeclineReason.DECLINED));

            assertThat(payment.status()).isEqualTo(PaymentStatus.CAPTURED);
        }

        @Test
        void is_not_captured_again() {
            payment.capture();

            assertThat(payment.pendingOperation()).isNull();
        }
    }

    @Nested
    class A_declined_payment {

        @BeforeEach
        void declined() {
            payment.authorizationEnded(new Declined(DeclineReason.DECLINED));
        }

        @Test
        void has_nothing_to_undo() {
            payment.undo();

            assertThat(payment.pendingOperation()).isNull();
        }

        @Test
        void stays_declined() {
            payment.authorizationEnded(new Authorized());
            payment.authorizationEnded(new Released());
            payment.captured();

            assertThat(payment.status()).isEqualTo(PaymentStatus.DECLINED);
        }
    }

    @Nested
    class A_voided_payment {

        private final Payment voided = Payment.tombstone(payment.orderId());

        @Test
        void stays_voided() {
            voided.authorizationEnded(new Authorized());
            voided.authorizationEnded(new Captured());
            voided.captured();
            voided.refunded();

            assertThat(voided.status()).isEqualTo(PaymentStatus.VOIDED);
        }

        @Test
        void is_not_charged_if_the_confirmation_comes_after_the_cancellation() {
            voided.capture();

            assertThat(voided.status()).isEqualTo(PaymentStatus.VOIDED);
            assertThat(voided.pendingOperation()).isNull();
        }

        @Test
        void has_nothing_to_undo() {
            voided.undo();

            assertThat(voided.pendingOperation()).isNull();
        }
    }

    @Nested
    class A_payment_that_gets_no_answer {

        private static final Duration PATIENCE = Duration.ofMinutes(15);

        private final Instant start = Instant.parse("2026-01-01T12:00:00Z");

        @BeforeEach
        void is_asked_about_in_vain() {
            payment.wentUnanswered(start, PATIENCE);
        }

        @Test
        void is_parked_when_that_has_lasted_for_too_long() {
            payment.wentUnanswered(start.plus(PATIENCE).minusNanos(1), PATIENCE);
            assertThat(payment.isParked()).isFalse();

            payment.wentUnanswered(start.plus(PATIENCE), PATIENCE);
            assertThat(payment.isParked()).isTrue();
        }

        @Test
        void keeps_its_pending_operation_and_its_status() {
            payment.wentUnanswered(start.plus(PATIENCE), PATIENCE);

            assertThat(payment.pendingOperation()).isEqualTo(PendingOperation.AUTHORIZE);
            assertThat(payment.status()).isEqualTo(PaymentStatus.PENDING);
        }

        @Test
        void waits_for_nobody_any_more_once_the_outcome_is_known() {
            payment.wentUnanswered(start.plus(PATIENCE), PATIENCE);
            payment.authorizationEnded(new Authorized());

            assertThat(payment.isParked()).isFalse();
            assertThat(payment.pendingOperation()).isNull();
        }

        @Test
        void is_parked_after_the_same_time_if_it_is_undone_meanwhile() {
            payment.undo();
            payment.wentUnanswered(start.plus(PATIENCE), PATIENCE);

            assertThat(payment.isParked()).isTrue();
        }

        @Test
        void cannot_be_tried_again_unless_it_is_parked() {
            assertThatThrownBy(payment::tryAgain).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void a_payment_whose_operation_is_done_is_never_parked() {
        payment.authorizationEnded(new Authorized());
        payment.wentUnanswered(Instant.now(), Duration.ZERO);

        assertThat(payment.isParked()).isFalse();
    }

    @Test
    void an_amount_is_never_negative() {
        assertThatThrownBy(() -> new Money(-1, "EUR")).isInstanceOf(IllegalArgumentException.class);
    }
}
