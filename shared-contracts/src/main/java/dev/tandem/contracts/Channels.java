package dev.tandem.contracts;

import dev.tandem.contracts.inventory.InventoryCommand;
import dev.tandem.contracts.inventory.InventoryEvent;
import dev.tandem.contracts.notification.NotificationEvent;
import dev.tandem.contracts.order.OrderEvent;
import dev.tandem.contracts.payment.PaymentCommand;
import dev.tandem.contracts.payment.PaymentEvent;
import java.util.List;

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
}
