package dev.tandem.inventory.messaging;

import dev.tandem.contracts.inventory.InventoryCommand;
import dev.tandem.inventory.ContractLines;
import dev.tandem.inventory.application.ReleaseStock;
import dev.tandem.inventory.application.ReserveStock;
import dev.tandem.messaging.MessageHandler;
import org.springframework.stereotype.Component;

/**
 * Handles the commands of the saga. An event with the outcome answers each command; a repeated command gets the same
 * event again. So a command is answered over Kafka even if its step was first requested over REST, and consumers have
 * to expect repeated events.
 */
@Component
class InventoryCommandsHandler implements MessageHandler<InventoryCommand> {

    private final ReserveStock reserveStock;
    private final ReleaseStock releaseStock;

    InventoryCommandsHandler(ReserveStock reserveStock, ReleaseStock releaseStock) {
        this.reserveStock = reserveStock;
        this.releaseStock = releaseStock;
    }

    @Override
    public void handle(InventoryCommand command) {
        switch (command) {
            case InventoryCommand.ReserveStock reserve ->
                reserveStock.reserveAndPublish(reserve.orderId(), ContractLines.toDomain(reserve.lines()));
            case InventoryCommand.ReleaseStock release -> releaseStock.release(release.orderId());
        }
    }
}
