package dev.tandem.inventory.messaging;

import dev.tandem.contracts.inventory.InventoryCommand;
import dev.tandem.inventory.application.ReleaseStock;
import dev.tandem.messaging.MessageHandler;
import org.springframework.stereotype.Component;

/** Does what the saga asks for by message. */
@Component
class InventoryCommandsHandler implements MessageHandler<InventoryCommand> {

    private final ReleaseStock releaseStock;

    InventoryCommandsHandler(ReleaseStock releaseStock) {
        this.releaseStock = releaseStock;
    }

    @Override
    public void handle(InventoryCommand command) {
        switch (command) {
            case InventoryCommand.ReleaseStock release -> releaseStock.release(release.orderId());
        }
    }
}
