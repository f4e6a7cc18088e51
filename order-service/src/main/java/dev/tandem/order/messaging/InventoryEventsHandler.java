package dev.tandem.order.messaging;

import static dev.tandem.order.ContractValues.toDomain;

import dev.tandem.contracts.inventory.InventoryEvent;
import dev.tandem.contracts.inventory.InventoryEvent.StockCommitted;
import dev.tandem.contracts.inventory.InventoryEvent.StockRejected;
import dev.tandem.contracts.inventory.InventoryEvent.StockReleased;
import dev.tandem.contracts.inventory.InventoryEvent.StockReserved;
import dev.tandem.messaging.MessageHandler;
import dev.tandem.order.application.AdvanceOrder;
import dev.tandem.order.domain.SagaEvent;
import org.springframework.stereotype.Component;

/** Passes the outcome of the first step to the saga. The answer over REST may have done so before. */
@Component
class InventoryEventsHandler implements MessageHandler<InventoryEvent> {

    private final AdvanceOrder advanceOrder;

    InventoryEventsHandler(AdvanceOrder advanceOrder) {
        this.advanceOrder = advanceOrder;
    }

    @Override
    public void handle(InventoryEvent event) {
        switch (event) {
            case StockReserved reserved ->
                advanceOrder.advance(reserved.orderId(), new SagaEvent.StockReserved(toDomain(reserved.lines())));
            case StockRejected rejected -> advanceOrder.advance(rejected.orderId(), new SagaEvent.OutOfStock());
            case StockReleased released -> advanceOrder.advance(released.orderId(), new SagaEvent.Undone());
            case StockCommitted _ -> {}
        }
    }
}
