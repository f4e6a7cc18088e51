package dev.tandem.simulation.network;

import dev.tandem.contracts.Message;
import dev.tandem.messaging.Inbox;
import dev.tandem.messaging.MessageHandler;
import dev.tandem.simulation.database.Database.OutboxRow;
import dev.tandem.simulation.engine.Environment;
import dev.tandem.simulation.engine.Scheduler;
import dev.tandem.simulation.engine.Service;
import dev.tandem.simulation.engine.Violations;
import java.util.List;

/** A message handler of a service, with the inbox that lets it handle each message once. */
public record Subscriber(
        Service service,
        MessageHandler<Message> handler,
        Inbox inbox,
        DeliveryCheck deliveryCheck,
        Violations violations,
        Environment environment) {

    /** Handles the message, and returns whether it was new and concerned this service. */
    boolean handle(OutboxRow row) {
        return concerns(row.message()) && handleOnce(row);
    }

    /** Decides as the listeners do, by the type and by the state at this moment. */
    private boolean concerns(Message message) {
        return !handler.ignored().contains(message.getClass())
                && handler.relevant(List.of(message)).test(message);
    }

    private boolean handleOnce(OutboxRow row) {
        return inbox.once(service.name(), new Inbox.Receipt(row.id(), Scheduler.START), () -> {
            deliveryCheck.handling(service.name(), row);
            handler.handle(row.message());
        });
    }
}
