package dev.tandem.inventory.messaging;

import dev.tandem.contracts.inventory.InventoryCommand;
import dev.tandem.inventory.ContractLines;
import dev.tandem.inventory.application.ReleaseStock;
import dev.tandem.inventory.application.ReserveStock;
import dev.tandem.messaging.MessageHandler;
import org.springframework.stereotype.Component;

/**
 * Carries out the commands of the saga. Each command is answered by an event: by that of the outcome, or, if the
 * outcome was known before, by the same event once more. So a command is answered over Kafka even if its step was first
 * carried out over REST, and consumers have to expect an event that says nothing new.
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
                reserveStock.reserveAndTell(reserve.orderId(), ContractLines.toDomain(reserve.lines()));
            case InventoryCommand.ReleaseStock release -> releaseStock.release(release.orderId());
        }
    }
}
