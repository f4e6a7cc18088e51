package dev.tandem.contracts.inventory;

import dev.tandem.contracts.Channel;
import dev.tandem.contracts.Message;
import dev.tandem.contracts.MessageType;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import java.util.UUID;

/**
 * Commands to inventory-service, which answers each with an event on {@code inventory.events}, even if it has carried
 * the command out before.
 */
@Channel(value = "inventory.commands", from = "order-service", to = "inventory-service")
public sealed interface InventoryCommand extends Message {

    UUID orderId();

    @Override
    default String subject() {
        return orderId().toString();
    }

    /** Reserve the units for the order, all of them or none. */
    @MessageType("inventory.reserve-stock.v1")
    record ReserveStock(UUID orderId, @NotEmpty List<ReservationLine> lines) implements InventoryCommand {

        public ReserveStock {
            lines = List.copyOf(lines);
            if (lines.isEmpty()) {
                throw new IllegalArgumentException("a reservation needs at least one line");
            }
        }
    }

    /** Release all units that the order holds, and refuse to reserve any for it from now on. */
    @MessageType("inventory.release-stock.v1")
    record ReleaseStock(UUID orderId) implements InventoryCommand {}
}
