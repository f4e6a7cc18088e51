package dev.tandem.payment.messaging;

import static dev.tandem.payment.ContractValues.reasonOf;
import static dev.tandem.payment.ContractValues.toContract;

import dev.tandem.contracts.payment.PaymentEvent;
import dev.tandem.contracts.payment.PaymentEvent.PaymentAuthorized;
import dev.tandem.contracts.payment.PaymentEvent.PaymentCaptured;
import dev.tandem.contracts.payment.PaymentEvent.PaymentDeclined;
import dev.tandem.contracts.payment.PaymentEvent.PaymentRefunded;
import dev.tandem.contracts.payment.PaymentEvent.PaymentVoided;
import dev.tandem.database.Change;
import dev.tandem.messaging.Outbox;
import dev.tandem.payment.application.PaymentEvents;
import dev.tandem.payment.domain.Payment;
import java.util.List;
import org.springframework.stereotype.Component;

/** Publishes the outcome of a payment through the outbox. */
@Component
class OutboxPaymentEvents implements PaymentEvents {

    private final Outbox outbox;

    OutboxPaymentEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void publishOutcome(Payment payment) {
        outbox.add(outcomeOf(payment));
    }

    @Override
    public boolean publishOutcome(Payment payment, Change change) {
        return outbox.addWith(change, List.of(outcomeOf(payment)));
    }

    private static PaymentEvent outcomeOf(Payment payment) {
        var orderId = payment.orderId();
        var amount = toContract(payment.amount());
        return switch (payment.status()) {
            case AUTHORIZED -> new PaymentAuthorized(orderId, amount);
            case DECLINED -> new PaymentDeclined(orderId, reasonOf(payment));
            case CAPTURED -> new PaymentCaptured(orderId, amount);
            case VOIDED -> new PaymentVoided(orderId);
            case REFUNDED -> new PaymentRefunded(orderId, amount);
            case PENDING -> throw new IllegalArgumentException("a pending payment has no event");
        };
    }
}
