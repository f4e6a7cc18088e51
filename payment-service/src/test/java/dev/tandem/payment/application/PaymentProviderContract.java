package dev.tandem.payment.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.payment.domain.AuthorizationOutcome;
import dev.tandem.payment.domain.AuthorizationOutcome.Authorized;
import dev.tandem.payment.domain.AuthorizationOutcome.Captured;
import dev.tandem.payment.domain.AuthorizationOutcome.Declined;
import dev.tandem.payment.domain.AuthorizationOutcome.Released;
import dev.tandem.payment.domain.DeclineReason;
import dev.tandem.payment.domain.Money;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The behaviour of every {@link PaymentProvider}, the simulated one over HTTP or the scripted one of the tests. */
public abstract class PaymentProviderContract {

    private static final Money AMOUNT = new Money(2590, "EUR");

    private final UUID key = UUID.randomUUID();

    protected abstract PaymentProvider provider();

    @Test
    void a_good_card_is_held_once_and_said_to_be_so_each_time() {
        assertThat(authorize("tok_visa")).isEqualTo(new Authorized());
        assertThat(authorize("tok_visa")).isEqualTo(new Authorized());
        assertThat(provider().find(key, AMOUNT)).contains(new Authorized());
    }

    @Test
    void a_refusal_has_a_reason_and_stays_whatever_is_asked_later() {
        var declined = new Declined(DeclineReason.SUSPECTED_FRAUD);

        assertThat(authorize("tok_fraud")).isEqualTo(declined);
        assertThat(authorize("tok_visa")).isEqualTo(declined);
        assertThat(provider().find(key, AMOUNT)).contains(declined);
        assertThat(provider().cancel(key)).isEqualTo(declined);
    }

    @Test
    void another_amount_than_is_held_is_neither_a_yes_nor_a_no() {
        var another = new Money(9900, "EUR");
        authorize("tok_visa");

        assertThatThrownBy(() -> provider().authorize(key, another, "tok_visa"))
                .isInstanceOf(OutcomeUnknownException.class);
        assertThatThrownBy(() -> provider().find(key, another)).isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void a_card_without_money_is_declined() {
        assertThat(authorize("tok_declined")).isEqualTo(new Declined(DeclineReason.DECLINED));
    }

    @Test
    void a_key_that_was_never_heard_of_is_not_found() {
        assertThat(provider().find(key, AMOUNT)).isEmpty();
    }

    @Test
    void a_failure_is_neither_a_yes_nor_a_no_and_may_be_repeated() {
        assertThatThrownBy(() -> authorize("tok_error_without_charge")).isInstanceOf(OutcomeUnknownException.class);
        assertThat(provider().find(key, AMOUNT)).isEmpty();
        assertThat(authorize("tok_error_without_charge")).isEqualTo(new Authorized());
    }

    @Test
    void what_is_held_can_be_charged_and_charged_again_changes_nothing() {
        authorize("tok_visa");
        provider().capture(key);
        provider().capture(key);

        assertThat(provider().find(key, AMOUNT)).contains(new Captured());
        assertThat(authorize("tok_visa")).isEqualTo(new Captured());
        assertThat(provider().cancel(key)).isEqualTo(new Captured());
    }

    @Test
    void what_is_held_can_be_let_go_of_and_is_never_held_again() {
        authorize("tok_visa");

        assertThat(provider().cancel(key)).isEqualTo(new Released());
        assertThat(provider().cancel(key)).isEqualTo(new Released());
        assertThat(authorize("tok_visa")).isEqualTo(new Released());
    }

    @Test
    void what_is_let_go_of_before_it_was_asked_for_is_never_held() {
        assertThat(provider().cancel(key)).isEqualTo(new Released());
        assertThat(authorize("tok_visa")).isEqualTo(new Released());
    }

    @Test
    void what_is_charged_can_be_given_back_and_given_back_again_changes_nothing() {
        authorize("tok_visa");
        provider().capture(key);
        provider().refund(key);
        provider().refund(key);

        assertThat(provider().find(key, AMOUNT)).contains(new Released());
    }

    @Test
    void only_a_held_amount_is_charged_and_only_a_charge_is_refunded() {
        assertThatThrownBy(() -> provider().capture(key)).isInstanceOf(OutcomeUnknownException.class);

        authorize("tok_visa");
        assertThatThrownBy(() -> provider().refund(key)).isInstanceOf(OutcomeUnknownException.class);
    }

    private AuthorizationOutcome authorize(String token) {
        return provider().authorize(key, AMOUNT, token);
    }
}
