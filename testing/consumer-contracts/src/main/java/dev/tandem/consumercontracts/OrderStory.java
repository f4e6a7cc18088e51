package dev.tandem.consumercontracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contracts.Money;
import dev.tandem.contracts.inventory.InventoryCommand;
import dev.tandem.contracts.order.OrderEvent;
import dev.tandem.contracts.order.OrderEvent.Line;
import dev.tandem.contracts.payment.PaymentCommand;
import java.util.List;
import java.util.UUID;

/**
 * All messages that order-service has published about one order by its end: Ada's two blue mugs, ordered without
 * waiting.
 */
public record OrderStory(
        UUID orderId,
        List<OrderEvent> events,
        List<InventoryCommand> inventoryCommands,
        List<PaymentCommand> paymentCommands) {

    public static final String CUSTOMER = "ada";
    public static final String EMAIL = "ada@example.com";
    public static final List<Line> LINES = List.of(new Line("MUG-BLUE", "Mug, blue", 2, new Money(1295, "EUR")));
    public static final Money TOTAL = new Money(2590, "EUR");
    static final Money NET = new Money(2176, "EUR");
    static final Money VAT = new Money(414, "EUR");

    /** The one event of this type. */
    public <E extends OrderEvent> E only(Class<E> type) {
        return type.cast(
                assertThat(events).filteredOn(type::isInstance).singleElement().actual());
    }

    /** The payment token that makes an order end in this way. */
    public static String tokenFor(Ending ending) {
        return switch (ending) {
            case PAYMENT_DECLINED -> "tok_declined";
            case SUSPECTED_FRAUD -> "tok_fraud";
            case CONFIRMED, OUT_OF_STOCK, TIMED_OUT, CANCELLED_WHILE_PAYING, CANCELLED_AFTERWARDS -> "tok_visa";
        };
    }
}
