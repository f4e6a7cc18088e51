package dev.tandem.notification.messaging;

import static java.util.stream.Collectors.joining;

import dev.tandem.contracts.Money;
import dev.tandem.contracts.order.OrderEvent.Line;
import dev.tandem.contracts.order.OrderEvent.OrderCancelled;
import dev.tandem.contracts.order.OrderEvent.OrderConfirmed;
import dev.tandem.contracts.order.OrderEvent.OrderRejected;
import dev.tandem.contracts.order.OrderEvent.RejectionReason;
import dev.tandem.notification.application.Draft;
import java.math.BigDecimal;
import java.util.Currency;

/** The words in which customers are told what became of their orders. */
final class OrderMessages {

    private OrderMessages() {}

    static Draft confirmed(OrderConfirmed order) {
        var body = """
            Hello %s,

            thank you for your order %s. It is confirmed:

            %s

            Total: %s
            including %s of VAT
            """.formatted(
                        order.customerId(),
                        order.orderId(),
                        order.lines().stream().map(OrderMessages::line).collect(joining("\n")),
                        text(order.total()),
                        text(order.vat()));
        return new Draft(order.orderId(), "order-confirmed", order.email(), "Your order is confirmed", body);
    }

    static Draft rejected(OrderRejected order) {
        var body = """
            Hello %s,

            we are sorry: we cannot fulfil your order %s. %s

            You have not been charged.
            """.formatted(order.customerId(), order.orderId(), why(order.reason()));
        return new Draft(order.orderId(), "order-rejected", order.email(), "We cannot fulfil your order", body);
    }

    static Draft cancelled(OrderCancelled order) {
        var body = """
            Hello %s,

            your order %s is cancelled, as you asked for.

            If you have been charged, you get your money back.
            """.formatted(order.customerId(), order.orderId());
        return new Draft(order.orderId(), "order-cancelled", order.email(), "Your order is cancelled", body);
    }

    static String line(Line line) {
        return "  %d x %s (%s): %s each".formatted(line.quantity(), line.name(), line.sku(), text(line.price()));
    }

    private static String why(RejectionReason reason) {
        return switch (reason) {
            case OUT_OF_STOCK -> "Something you ordered is out of stock.";
            case PAYMENT_DECLINED, SUSPECTED_FRAUD -> "Your payment was declined.";
            case TIMED_OUT -> "It could not be completed in time.";
        };
    }

    private static String text(Money money) {
        return BigDecimal.valueOf(money.amount(), digitsOf(money.currency())) + " " + money.currency();
    }

    /** None for what has no smaller unit, or is no currency that we know. */
    private static int digitsOf(String currency) {
        return Currency.availableCurrencies()
                .filter(known -> known.getCurrencyCode().equals(currency))
                .mapToInt(Currency::getDefaultFractionDigits)
                .map(digits -> Math.max(digits, 0))
                .findFirst()
                .orElse(0);
    }
}
