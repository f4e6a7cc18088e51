package dev.tandem.simulation.network;

import dev.tandem.contracts.Message;
import dev.tandem.messaging.Inbox;
import dev.tandem.messaging.MessageHandler;
import dev.tandem.simulation.database.Database.Row;
import dev.tandem.simulation.engine.Scheduler;
import dev.tandem.simulation.engine.Service;
import dev.tandem.simulation.engine.Stage;
import dev.tandem.simulation.engine.Violations;

/** One handler of a service, with the inbox that lets it handle each message once. */
public record Subscriber(
        Service service,
        MessageHandler<Message> handler,
        Inbox inbox,
        Witness witness,
        Violations violations,
        Stage stage) {

    /** Handles the message, and returns whether it was new. */
    boolean handle(Row row) {
        return inbox.once(service.name(), new Inbox.Receipt(row.id(), Scheduler.START), () -> {
            witness.handles(service.name(), row);
            handler.handle(row.message());
        });
    }
}
