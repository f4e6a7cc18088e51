package dev.tandem.simulation;

import dev.tandem.contracts.Message;
import dev.tandem.messaging.Inbox;
import dev.tandem.messaging.MessageHandler;
import dev.tandem.simulation.Database.Row;

/** One handler of a service, with the inbox that lets it handle each message once. */
record Subscriber(
        Service service,
        MessageHandler<Message> handler,
        Inbox inbox,
        Witness witness,
        Violations violations,
        Stage stage) {

    /** Handles the message, and returns whether it was new. */
    boolean handle(Row row) {
        return inbox.once(service.name, new Inbox.Receipt(row.id(), Scheduler.START), () -> {
            witness.handles(service.name, row);
            handler.handle(row.message());
        });
    }
}
