package dev.tandem.order.messaging;

import static dev.tandem.order.ContractValues.toDomain;

import dev.tandem.contracts.inventory.InventoryEvent;
import dev.tandem.contracts.inventory.InventoryEvent.StockCommitted;
import dev.tandem.contracts.inventory.InventoryEvent.StockRejected;
import dev.tandem.contracts.inventory.InventoryEvent.StockReleased;
import dev.tandem.contracts.inventory.InventoryEvent.StockReserved;
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

/** Passes the outcome of the first step to the saga. The answer over REST may have done so before. */
@Component
class InventoryEventsHandler implements MessageHandler<InventoryEvent> {

    private final AdvanceOrder advanceOrder;
    private final ReportedOutcomes outcomes;

    InventoryEventsHandler(AdvanceOrder advanceOrder, ReportedOutcomes outcomes) {
        this.advanceOrder = advanceOrder;
        this.outcomes = outcomes;
    }

    @Override
    public Set<Class<? extends InventoryEvent>> ignored() {
        return Set.of(StockCommitted.class);
    }

    @Override
    public Predicate<InventoryEvent> relevant(List<InventoryEvent> events) {
        var relevant = outcomes.relevantTo(orderIds(events));
        return event -> outcome(event)
                .filter(outcome -> relevant.test(event.orderId(), outcome))
                .isPresent();
    }

    @Override
    public void prepare(List<InventoryEvent> events) {
        outcomes.lock(orderIds(events));
    }

    private static List<UUID> orderIds(List<InventoryEvent> events) {
        return events.stream().map(InventoryEvent::orderId).distinct().toList();
    }

    @Override
    public void handle(InventoryEvent event) {
        outcome(event).ifPresent(outcome -> advanceOrder.advance(event.orderId(), outcome));
    }

    private static Optional<SagaEvent> outcome(InventoryEvent event) {
        return switch (event) {
            case StockReserved reserved -> Optional.of(new SagaEvent.StockReserved(toDomain(reserved.lines())));
            case StockRejected _ -> Optional.of(new SagaEvent.OutOfStock());
            case StockReleased _ -> Optional.of(new SagaEvent.Undone());
            case StockCommitted _ -> Optional.empty();
        };
    }
}
