package dev.tandem.payment.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.payment.domain.AuthorizationOutcome.Authorized;
import dev.tandem.payment.domain.AuthorizationOutcome.Declined;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PaymentTests {

    private final Payment payment = Payment.pending(UUID.randomUUID(), new Money(2590, "EUR"), "tok_visa");

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
        void cannot_be_captured() {
            assertThatThrownBy(payment::capture).isInstanceOf(IllegalStateException.class);
        }

        @Test
        void that_was_given_up_is_undone_even_if_it_turns_out_authorized() {
            payment.undo();
            payment.authorizationEnded(new Authorized());

            assertThat(payment.status()).isEqualTo(PaymentStatus.AUTHORIZED);
            assertThat(payment.goal()).isEqualTo(PaymentGoal.UNDO);
        }
    }

    @Nested
    class A_voided_payment {

        @Test
        void that_turns_out_authorized_is_to_be_undone() {
            var tombstone = Payment.neverMade(payment.orderId());
            tombstone.authorizationEnded(new Authorized());

            assertThat(tombstone.status()).isEqualTo(PaymentStatus.AUTHORIZED);
            assertThat(tombstone.goal()).isEqualTo(PaymentGoal.UNDO);
        }
    }

    @Nested
    class An_authorized_payment {

        @Test
        void stays_as_it_is_when_the_outcome_arrives_again() {
            payment.authorizationEnded(new Authorized());
            payment.authorizationEnded(new Declined(DeclineReason.DECLINED));

            assertThat(payment.status()).isEqualTo(PaymentStatus.AUTHORIZED);
        }

        @Test
        void has_no_goal_left_once_it_is_captured() {
            payment.authorizationEnded(new Authorized());
            payment.capture();
            payment.captured();

            assertThat(payment.status()).isEqualTo(PaymentStatus.CAPTURED);
            assertThat(payment.goal()).isNull();
        }

        @Test
        void that_is_undone_while_it_is_captured_is_still_to_be_undone() {
            payment.authorizationEnded(new Authorized());
            payment.capture();
            payment.undo();
            payment.captured();

            assertThat(payment.status()).isEqualTo(PaymentStatus.CAPTURED);
            assertThat(payment.goal()).isEqualTo(PaymentGoal.UNDO);
        }
    }

    @Nested
    class A_declined_payment {

        @Test
        void has_nothing_to_undo() {
            payment.authorizationEnded(new Declined(DeclineReason.DECLINED));
            payment.undo();

            assertThat(payment.goal()).isNull();
        }
    }

    @Test
    void an_amount_is_never_negative() {
        assertThatThrownBy(() -> new Money(-1, "EUR")).isInstanceOf(IllegalArgumentException.class);
    }
}
