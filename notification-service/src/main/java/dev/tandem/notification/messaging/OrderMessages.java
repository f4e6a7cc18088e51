package dev.tandem.notification.messaging;

import static java.util.stream.Collectors.joining;

import dev.tandem.contracts.Money;
import dev.tandem.contracts.order.OrderEvent.Line;
import dev.tandem.contracts.order.OrderEvent.OrderCancelled;
import dev.tandem.contracts.order.OrderEvent.OrderConfirmed;
import dev.tandem.contracts.order.OrderEvent.OrderRejected;
import dev.tandem.contracts.order.OrderEvent.RejectionReason;
import dev.tandem.notification.application.Draft;
import dev.tandem.notification.application.PlainText;
import java.math.BigDecimal;
import java.util.Currency;

/**
 * The texts of the messages to customers. They contain no text that a customer has chosen: otherwise a stranger could
 * use this service to mail any text to any address.
 */
final class OrderMessages {

    private OrderMessages() {}

    static Draft confirmed(OrderConfirmed order) {
        var body = """
            Hello,

            thank you for your order %s. It is confirmed:

            %s

            Total: %s
            including %s of VAT
            """.formatted(
                        order.orderId(),
                        order.lines().stream().map(OrderMessages::line).collect(joining("\n")),
                        text(order.total()),
                        text(order.vat()));
        return new Draft(order.orderId(), "order-confirmed", order.email(), "Your order is confirmed", body);
    }

    static Draft rejected(OrderRejected order) {
        var body = """
            Hello,

            we are sorry: we cannot fulfil your order %s. %s

            %s
            """.formatted(order.orderId(), reason(order.reason()), charge(order.reason()));
        return new Draft(order.orderId(), "order-rejected", order.email(), "We cannot fulfil your order", body);
    }

    static Draft cancelled(OrderCancelled order) {
        var body = """
            Hello,

            your order %s is cancelled, as you asked for.

            If you have been charged, you get your money back.
            """.formatted(order.orderId());
        return new Draft(order.orderId(), "order-cancelled", order.email(), "Your order is cancelled", body);
    }

    static String line(Line line) {
        return "  " + line.quantity() + " x " + PlainText.oneLine(line.name()) + " (" + PlainText.oneLine(line.sku())
                + "): " + text(line.price()) + " each";
    }

    private static String reason(RejectionReason reason) {
        return switch (reason) {
            case OUT_OF_STOCK -> "Something you ordered is out of stock.";
            case PAYMENT_DECLINED, SUSPECTED_FRAUD -> "Your payment was declined.";
            case TIMED_OUT -> "It could not be completed in time.";
        };
    }

    /** Without stock no payment is ever requested. If an order timed out, the outcome of its payment is not known. */
    private static String charge(RejectionReason reason) {
        return switch (reason) {
            case OUT_OF_STOCK, PAYMENT_DECLINED, SUSPECTED_FRAUD -> "You have not been charged.";
            case TIMED_OUT -> "If an amount was reserved or charged, you get it back.";
        };
    }

    private static String text(Money money) {
        return BigDecimal.valueOf(money.amount(), digitsOf(money.currency())) + " " + money.currency();
    }

    /** Zero for a currency that has no minor unit or is unknown. */
    private static int digitsOf(String currency) {
        return Currency.availableCurrencies()
                .filter(known -> known.getCurrencyCode().equals(currency))
                .mapToInt(Currency::getDefaultFractionDigits)
                .map(digits -> Math.max(digits, 0))
                .findFirst()
                .orElse(0);
    }
}
