package dev.tandem.consumercontracts.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.consumercontracts.FakeOrders;
import dev.tandem.consumercontracts.SealedTokens;
import dev.tandem.consumercontracts.Wire;
import dev.tandem.contracts.Message;
import dev.tandem.contracts.Money;
import dev.tandem.contracts.payment.DeclineReason;
import dev.tandem.contracts.payment.PaymentAnswer;
import dev.tandem.contracts.payment.PaymentAnswer.Outcome;
import dev.tandem.contracts.payment.PaymentCommand.AuthorizeSealedPayment;
import dev.tandem.contracts.payment.PaymentCommand.RefundPayment;
import dev.tandem.contracts.payment.PaymentEvent;
import dev.tandem.contracts.payment.PaymentEvent.PaymentAuthorized;
import dev.tandem.contracts.payment.PaymentEvent.PaymentCaptured;
import dev.tandem.contracts.payment.PaymentEvent.PaymentDeclined;
import dev.tandem.contracts.payment.PaymentEvent.PaymentRefunded;
import dev.tandem.contracts.payment.PaymentEvent.PaymentVoided;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * The expectations that order-service has of {@link PaymentEvent}: the second step over Kafka, where each command is
 * answered.
 */
public abstract class PaymentEventsContract extends PayingContract {

    protected abstract Wire wire();

    @Override
    protected final PaymentAnswer authorize(UUID orderId, String token) {
        return switch (ask(authorizePayment(AMOUNT, orderId, token), orderId)) {
            case PaymentAuthorized authorized -> new PaymentAnswer(Outcome.AUTHORIZED, null, authorized.amount());
            case PaymentDeclined declined -> new PaymentAnswer(Outcome.DECLINED, declined.reason(), null);
            case PaymentVoided _, PaymentRefunded _ -> new PaymentAnswer(Outcome.UNDONE, null, null);
            case PaymentCaptured captured -> throw new AssertionError("no answer to a command: " + captured);
        };
    }

    @Override
    protected final void refund(UUID orderId) {
        assertThat(ask(new RefundPayment(orderId), orderId)).isEqualTo(new PaymentVoided(orderId));
    }

    @Test
    void is_answered_with_the_same_event_each_time() {
        authorize(orderId, "tok_fraud");
        authorize(orderId, "tok_fraud");

        var declined = new PaymentDeclined(orderId, DeclineReason.SUSPECTED_FRAUD);
        assertThat(received()).containsExactly(declined, declined);
    }

    /** From the amount, the saga sees that this is not the payment that it requested. */
    @Test
    void is_answered_with_what_was_authorized_when_something_else_is_asked_for() {
        authorize(orderId, "tok_visa");
        var authorized = new PaymentAuthorized(orderId, AMOUNT);

        assertThat(ask(authorizePayment(new Money(9900, "EUR"), orderId, "tok_visa"), orderId))
                .isEqualTo(authorized);
        assertThat(ask(authorizePayment(AMOUNT, orderId, "tok_declined"), orderId))
                .isEqualTo(authorized);
        assertThat(charges(orderId)).isEqualTo(1);
    }

    @Test
    void is_declined_if_the_token_is_sealed_for_another_order() {
        var stolen = new AuthorizeSealedPayment(orderId, AMOUNT, SealedTokens.seal(UUID.randomUUID(), "tok_visa"));

        assertThat(ask(stolen, orderId)).isEqualTo(new PaymentDeclined(orderId, DeclineReason.DECLINED));
        assertThat(charges(orderId)).isZero();
    }

    @Test
    void that_was_declined_stays_so_when_something_else_is_asked_for() {
        var declined = authorize(orderId, "tok_declined");

        assertThat(authorize(orderId, "tok_visa")).isEqualTo(declined);
        assertThat(charges(orderId)).isZero();
    }

    @Test
    void is_told_to_be_undone_each_time_that_is_asked_for() {
        authorize(orderId, "tok_visa");
        refund(orderId);
        refund(orderId);

        var voided = new PaymentVoided(orderId);
        assertThat(received()).containsExactly(new PaymentAuthorized(orderId, AMOUNT), voided, voided);
    }

    @Test
    void that_was_captured_can_still_be_given_back() {
        authorize(orderId, "tok_visa");
        assertThat(ask(FakeOrders.confirmed(orderId), orderId)).isEqualTo(new PaymentCaptured(orderId, AMOUNT));

        var refunded = new PaymentRefunded(orderId, AMOUNT);
        assertThat(ask(new RefundPayment(orderId), orderId)).isEqualTo(refunded);
        assertThat(ask(new RefundPayment(orderId), orderId)).isEqualTo(refunded);
    }

    private static AuthorizeSealedPayment authorizePayment(Money amount, UUID orderId, String token) {
        return new AuthorizeSealedPayment(orderId, amount, SealedTokens.seal(orderId, token));
    }

    private PaymentEvent ask(Message message, UUID orderId) {
        return wire().ask(message, PaymentEvent.class, orderId);
    }

    private List<PaymentEvent> received() {
        return wire().received(PaymentEvent.class, orderId);
    }
}
