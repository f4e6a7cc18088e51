package dev.tandem.contracts.inventory;

import dev.tandem.contracts.Channel;
import dev.tandem.contracts.Message;
import dev.tandem.contracts.MessageType;
import java.util.List;
import java.util.UUID;

/** What happened to the stock that an order asked for. */
@Channel(value = "inventory.events", from = "inventory-service", to = "order-service")
public sealed interface InventoryEvent extends Message {

    UUID orderId();

    @Override
    default String subject() {
        return orderId().toString();
    }

    /** All lines of the order are set aside for it. */
    @MessageType("inventory.stock-reserved.v1")
    record StockReserved(UUID orderId, List<ReservationLine> lines) implements InventoryEvent {}

    /** At least one line could not be had, so none was set aside. */
    @MessageType("inventory.stock-rejected.v1")
    record StockRejected(UUID orderId, List<String> missingSkus) implements InventoryEvent {}

    /** The reserved units have left the stock for good. */
    @MessageType("inventory.stock-committed.v1")
    record StockCommitted(UUID orderId) implements InventoryEvent {}

    /** The order holds no units any more and gets none: it was released, or its reservation has expired. */
    @MessageType("inventory.stock-released.v1")
    record StockReleased(UUID orderId) implements InventoryEvent {}
}
