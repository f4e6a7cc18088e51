package dev.tandem.inventory.messaging;

import static java.util.function.Predicate.not;

import dev.tandem.contracts.inventory.InventoryCommand;
import dev.tandem.contracts.inventory.ReservationLine;
import dev.tandem.inventory.ContractLines;
import dev.tandem.inventory.application.LockStock;
import dev.tandem.inventory.application.ReleaseStock;
import dev.tandem.inventory.application.ReserveStock;
import dev.tandem.messaging.MessageHandler;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    private final LockStock lockStock;

    InventoryCommandsHandler(ReserveStock reserveStock, ReleaseStock releaseStock, LockStock lockStock) {
        this.lockStock = lockStock;
        this.reserveStock = reserveStock;
        this.releaseStock = releaseStock;
    }

    @Override
    public void prepare(List<InventoryCommand> commands) {
        lockStock.lock(
                commands.stream().map(InventoryCommand::orderId).toList(),
                commands.stream()
                        .flatMap(InventoryCommandsHandler::requestedSkus)
                        .toList(),
                releasedFirst(commands));
    }

    private static Set<UUID> releasedFirst(List<InventoryCommand> commands) {
        var requested = commands.stream()
                .filter(InventoryCommand.ReserveStock.class::isInstance)
                .map(InventoryCommand::orderId)
                .collect(Collectors.toSet());
        return commands.stream()
                .map(InventoryCommand::orderId)
                .filter(not(requested::contains))
                .collect(Collectors.toSet());
    }

    private static Stream<String> requestedSkus(InventoryCommand command) {
        return command instanceof InventoryCommand.ReserveStock reserve
                ? reserve.lines().stream().map(ReservationLine::sku)
                : Stream.empty();
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
