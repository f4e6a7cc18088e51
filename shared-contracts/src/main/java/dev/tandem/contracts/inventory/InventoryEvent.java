package dev.tandem.contracts.inventory;

import dev.tandem.contracts.Channel;
import dev.tandem.contracts.Message;
import dev.tandem.contracts.MessageType;
import java.util.List;
import java.util.UUID;

/** Events about the stock that an order requests. */
@Channel(value = "inventory.events", from = "inventory-service", to = "order-service")
public sealed interface InventoryEvent extends Message {

    UUID orderId();

    @Override
    default String subject() {
        return orderId().toString();
    }

    /** The units of all lines of the order are reserved. */
    @MessageType("inventory.stock-reserved.v1")
    record StockReserved(UUID orderId, List<ReservationLine> lines) implements InventoryEvent {}

    /** The units of at least one line were not available, so none were reserved. */
    @MessageType("inventory.stock-rejected.v1")
    record StockRejected(UUID orderId, List<String> missingSkus) implements InventoryEvent {}

    /** The reserved units have left the stock for good. */
    @MessageType("inventory.stock-committed.v1")
    record StockCommitted(UUID orderId) implements InventoryEvent {}

    /** The order no longer holds any units and will not get any: its reservation was released or has expired. */
    @MessageType("inventory.stock-released.v1")
    record StockReleased(UUID orderId) implements InventoryEvent {}
}
