package dev.tandem.inventory.messaging;

import dev.tandem.contracts.inventory.InventoryEvent.StockCommitted;
import dev.tandem.contracts.inventory.InventoryEvent.StockRejected;
import dev.tandem.contracts.inventory.InventoryEvent.StockReleased;
import dev.tandem.contracts.inventory.InventoryEvent.StockReserved;
import dev.tandem.contracts.inventory.ReservationLine;
import dev.tandem.inventory.application.StockEvents;
import dev.tandem.inventory.domain.Reservation;
import dev.tandem.messaging.Outbox;
import org.springframework.stereotype.Component;

/** Tells what became of a reservation through the outbox. */
@Component
class OutboxStockEvents implements StockEvents {

    private final Outbox outbox;

    OutboxStockEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void reserved(Reservation reservation) {
        var lines = reservation.lines().stream()
                .map(pieces -> new ReservationLine(pieces.sku(), pieces.quantity()))
                .toList();
        outbox.add(new StockReserved(reservation.orderId(), lines));
    }

    @Override
    public void refused(Reservation reservation) {
        outbox.add(new StockRejected(reservation.orderId(), reservation.missingSkus()));
    }

    @Override
    public void committed(Reservation reservation) {
        outbox.add(new StockCommitted(reservation.orderId()));
    }

    @Override
    public void released(Reservation reservation) {
        outbox.add(new StockReleased(reservation.orderId()));
    }
}
