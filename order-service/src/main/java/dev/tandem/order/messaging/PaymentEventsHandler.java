package dev.tandem.order.messaging;

import static dev.tandem.order.ContractValues.declinedFor;
import static dev.tandem.order.ContractValues.toDomain;

import dev.tandem.contracts.payment.PaymentEvent;
import dev.tandem.contracts.payment.PaymentEvent.PaymentAuthorized;
import dev.tandem.contracts.payment.PaymentEvent.PaymentCaptured;
import dev.tandem.contracts.payment.PaymentEvent.PaymentDeclined;
import dev.tandem.contracts.payment.PaymentEvent.PaymentRefunded;
import dev.tandem.contracts.payment.PaymentEvent.PaymentVoided;
import dev.tandem.messaging.MessageHandler;
import dev.tandem.order.application.AdvanceOrder;
import dev.tandem.order.domain.SagaEvent;
import org.springframework.stereotype.Component;

/** Passes the outcome of the second step to the saga. The answer over REST may have done so before. */
@Component
class PaymentEventsHandler implements MessageHandler<PaymentEvent> {

    private final AdvanceOrder advanceOrder;

    PaymentEventsHandler(AdvanceOrder advanceOrder) {
        this.advanceOrder = advanceOrder;
    }

    @Override
    public void handle(PaymentEvent event) {
        switch (event) {
            case PaymentAuthorized authorized ->
                advanceOrder.advance(
                        authorized.orderId(), new SagaEvent.PaymentAuthorized(toDomain(authorized.amount())));
            case PaymentDeclined declined -> advanceOrder.advance(declined.orderId(), declinedFor(declined.reason()));
            case PaymentVoided voided -> advanceOrder.advance(voided.orderId(), new SagaEvent.Undone());
            case PaymentRefunded refunded -> advanceOrder.advance(refunded.orderId(), new SagaEvent.Undone());
            case PaymentCaptured _ -> {}
        }
    }
}
