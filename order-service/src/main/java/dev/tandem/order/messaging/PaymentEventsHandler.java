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
import dev.tandem.order.application.ReportedOutcomes;
import dev.tandem.order.domain.SagaEvent;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** Passes the outcome of the second step to the saga. The answer over REST may have done so before. */
@Component
class PaymentEventsHandler implements MessageHandler<PaymentEvent> {

    private final AdvanceOrder advanceOrder;
    private final ReportedOutcomes outcomes;

    PaymentEventsHandler(AdvanceOrder advanceOrder, ReportedOutcomes outcomes) {
        this.advanceOrder = advanceOrder;
        this.outcomes = outcomes;
    }

    @Override
    public Set<Class<? extends PaymentEvent>> ignored() {
        return Set.of(PaymentCaptured.class);
    }

    @Override
    public Predicate<PaymentEvent> relevant(List<PaymentEvent> events) {
        var relevant = outcomes.relevantTo(orderIds(events));
        return event -> outcome(event)
                .filter(outcome -> relevant.test(event.orderId(), outcome))
                .isPresent();
    }

    @Override
    public void prepare(List<PaymentEvent> events) {
        outcomes.lock(orderIds(events));
    }

    private static List<UUID> orderIds(List<PaymentEvent> events) {
        return events.stream().map(PaymentEvent::orderId).distinct().toList();
    }

    @Override
    public void handle(PaymentEvent event) {
        outcome(event).ifPresent(outcome -> advanceOrder.advance(event.orderId(), outcome));
    }

    private static Optional<SagaEvent> outcome(PaymentEvent event) {
        return switch (event) {
            case PaymentAuthorized authorized ->
                Optional.of(new SagaEvent.PaymentAuthorized(toDomain(authorized.amount())));
            case PaymentDeclined declined -> Optional.of(declinedFor(declined.reason()));
            case PaymentVoided _, PaymentRefunded _ -> Optional.of(new SagaEvent.Undone());
            case PaymentCaptured _ -> Optional.empty();
        };
    }
}
