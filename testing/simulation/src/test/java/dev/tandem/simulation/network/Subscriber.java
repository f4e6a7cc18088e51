package dev.tandem.simulation.network;

import dev.tandem.contracts.Message;
import dev.tandem.messaging.Inbox;
import dev.tandem.messaging.MessageHandler;
import dev.tandem.simulation.database.Database.OutboxRow;
import dev.tandem.simulation.engine.Environment;
import dev.tandem.simulation.engine.Scheduler;
import dev.tandem.simulation.engine.Service;
import dev.tandem.simulation.engine.Violations;

/** A message handler of a service, with the inbox that lets it handle each message once. */
public record Subscriber(
        Service service,
        MessageHandler<Message> handler,
        Inbox inbox,
        DeliveryCheck deliveryCheck,
        Violations violations,
        Environment environment) {

    /** Handles the message, and returns whether it was new. */
    boolean handle(OutboxRow row) {
        return inbox.once(service.name(), new Inbox.Receipt(row.id(), Scheduler.START), () -> {
            deliveryCheck.handling(service.name(), row);
            handler.handle(row.message());
        });
    }
}
