package dev.tandem.contracts.inventory;

import dev.tandem.contracts.Channel;
import dev.tandem.contracts.Message;
import dev.tandem.contracts.MessageType;
import java.util.UUID;

/** What inventory-service can be asked for by a message. */
@Channel("inventory.commands")
public sealed interface InventoryCommand extends Message {

    UUID orderId();

    @Override
    default String subject() {
        return orderId().toString();
    }

    /** Free whatever is reserved for the order, and refuse to reserve for it from now on. */
    @MessageType("inventory.release-stock.v1")
    record ReleaseStock(UUID orderId) implements InventoryCommand {}
}
