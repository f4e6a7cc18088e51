package dev.tandem.consumercontracts.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contracts.Money;
import dev.tandem.contracts.payment.DeclineReason;
import dev.tandem.contracts.payment.PaymentAnswer;
import dev.tandem.contracts.payment.PaymentAnswer.Outcome;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The expectations that order-service has of the second step of its saga, over either transport. */
public abstract class PayingContract {

    protected static final Money AMOUNT = new Money(2590, "EUR");

    protected static final PaymentAnswer AUTHORIZED = new PaymentAnswer(Outcome.AUTHORIZED, null, AMOUNT);
    private static final PaymentAnswer UNDONE = new PaymentAnswer(Outcome.UNDONE, null, null);

    protected final UUID orderId = UUID.randomUUID();

    /** How often the provider has held money for an order. */
    protected abstract long charges(UUID orderId);

    /** Requests that {@link #AMOUNT} be held, and waits for the answer. */
    protected abstract PaymentAnswer authorize(UUID orderId, String token);

    /** Requests that the money be given back, and waits until it is. */
    protected abstract void refund(UUID orderId);

    @Test
    void holds_the_amount_and_says_which() {
        assertThat(authorize(orderId, "tok_visa")).isEqualTo(AUTHORIZED);
        assertThat(charges(orderId)).isEqualTo(1);
    }

    @Test
    void says_why_it_is_declined() {
        assertThat(authorize(orderId, "tok_declined"))
                .isEqualTo(new PaymentAnswer(Outcome.DECLINED, DeclineReason.DECLINED, null));
        assertThat(authorize(UUID.randomUUID(), "tok_fraud"))
                .isEqualTo(new PaymentAnswer(Outcome.DECLINED, DeclineReason.SUSPECTED_FRAUD, null));
    }

    @Test
    void is_done_once_and_answered_the_same_each_time() {
        authorize(orderId, "tok_visa");

        assertThat(authorize(orderId, "tok_visa")).isEqualTo(AUTHORIZED);
        assertThat(charges(orderId)).isEqualTo(1);
    }

    @Test
    void that_was_undone_takes_nothing_any_more() {
        authorize(orderId, "tok_visa");
        refund(orderId);

        assertThat(authorize(orderId, "tok_visa")).isEqualTo(UNDONE);
        assertThat(charges(orderId)).isEqualTo(1);
    }

    @Test
    void that_is_undone_before_it_arrives_takes_nothing() {
        refund(orderId);

        assertThat(authorize(orderId, "tok_visa")).isEqualTo(UNDONE);
        assertThat(charges(orderId)).isZero();
    }
}
