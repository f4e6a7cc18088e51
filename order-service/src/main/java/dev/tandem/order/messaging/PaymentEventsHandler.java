package dev.tandem.order.messaging;

import dev.tandem.contracts.payment.DeclineReason;
import dev.tandem.contracts.payment.PaymentEvent;
import dev.tandem.contracts.payment.PaymentEvent.PaymentAuthorized;
import dev.tandem.contracts.payment.PaymentEvent.PaymentCaptured;
import dev.tandem.contracts.payment.PaymentEvent.PaymentDeclined;
import dev.tandem.contracts.payment.PaymentEvent.PaymentRefunded;
import dev.tandem.contracts.payment.PaymentEvent.PaymentVoided;
import dev.tandem.messaging.MessageHandler;
import dev.tandem.order.application.AdvanceOrder;
import dev.tandem.order.domain.Money;
import dev.tandem.order.domain.SagaEvent;
import org.springframework.stereotype.Component;

/** Passes the outcome of the second step to the saga, even if the answer over REST did so before. */
@Component
class PaymentEventsHandler implements MessageHandler<PaymentEvent> {

    private final AdvanceOrder advanceOrder;

    PaymentEventsHandler(AdvanceOrder advanceOrder) {
        this.advanceOrder = advanceOrder;
    }

    @Override
    public void handle(PaymentEvent event) {
        switch (event) {
            case PaymentAuthorized authorized -> advanceOrder.advance(authorized.orderId(), toDomain(authorized));
            case PaymentDeclined declined ->
                advanceOrder.advance(declined.orderId(), new SagaEvent.PaymentDeclined(isFraud(declined)));
            case PaymentVoided voided -> advanceOrder.advance(voided.orderId(), new SagaEvent.Undone());
            case PaymentRefunded refunded -> advanceOrder.advance(refunded.orderId(), new SagaEvent.Undone());
            case PaymentCaptured _ -> {}
        }
    }

    private static SagaEvent toDomain(PaymentAuthorized authorized) {
        var amount = authorized.amount();
        return new SagaEvent.PaymentAuthorized(new Money(amount.amount(), amount.currency()));
    }

    private static boolean isFraud(PaymentDeclined declined) {
        return declined.reason() == DeclineReason.SUSPECTED_FRAUD;
    }
}
