package dev.tandem.contracts.topology;

import dev.tandem.contracts.Channel;
import dev.tandem.contracts.Message;
import dev.tandem.contracts.inventory.InventoryCommand;
import dev.tandem.contracts.inventory.InventoryEvent;
import dev.tandem.contracts.notification.NotificationEvent;
import dev.tandem.contracts.order.OrderEvent;
import dev.tandem.contracts.payment.PaymentCommand;
import dev.tandem.contracts.payment.PaymentEvent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** All channels of the system, in one list. */
public final class Channels {

    public static final List<Class<? extends Message>> ALL = List.of(
            OrderEvent.class,
            InventoryCommand.class,
            InventoryEvent.class,
            PaymentCommand.class,
            PaymentEvent.class,
            NotificationEvent.class);

    private Channels() {}

    /** All messages of a channel: those that a handler sees, and their earlier versions. */
    public static List<Class<? extends Message>> messagesOf(Class<? extends Message> channel) {
        return Stream.of(
                        channel.getPermittedSubclasses(),
                        channel.getAnnotation(Channel.class).earlierVersions())
                .flatMap(Arrays::stream)
                .<Class<? extends Message>>map(message -> message.asSubclass(Message.class))
                .toList();
    }
}
