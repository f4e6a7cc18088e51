package dev.tandem.inventory.messaging;

import dev.tandem.contracts.inventory.InventoryEvent.StockCommitted;
import dev.tandem.contracts.inventory.InventoryEvent.StockRejected;
import dev.tandem.contracts.inventory.InventoryEvent.StockReleased;
import dev.tandem.contracts.inventory.InventoryEvent.StockReserved;
import dev.tandem.inventory.ContractLines;
import dev.tandem.inventory.application.StockEvents;
import dev.tandem.inventory.domain.Reservation;
import dev.tandem.messaging.Outbox;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Publishes the outcome of a reservation through the outbox. */
@Component
class OutboxStockEvents implements StockEvents {

    private final Outbox outbox;

    OutboxStockEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Publishes expiry as a release: in both cases the units are available, and the order gets none. */
    @Override
    public void publish(Reservation reservation) {
        var orderId = reservation.orderId();
        outbox.add(
                switch (reservation.status()) {
                    case HELD -> new StockReserved(orderId, ContractLines.toContract(reservation.lines()));
                    case REFUSED -> new StockRejected(orderId, reservation.missingSkus());
                    case COMMITTED -> new StockCommitted(orderId);
                    case RELEASED, EXPIRED -> new StockReleased(orderId);
                });
    }

    @Override
    public void publishCommitted(UUID orderId) {
        outbox.add(new StockCommitted(orderId));
    }
}
