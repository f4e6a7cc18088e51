package dev.tandem.order.domain;

import java.util.List;

/** The rules for the total of an order: it is in one currency, and it has a limit. */
final class OrderTotal {

    /** In minor units: ten thousand million euros, which is also the most that payment-service accepts. */
    static final long LARGEST = 1_000_000_000_000L;

    private OrderTotal() {}

    static Money of(List<OrderLine> lines) {
        requireOneCurrency(lines);
        try {
            var total = lines.stream()
                    .map(OrderLine::total)
                    .reduce(Money::plus)
                    .orElseThrow(() -> new IllegalArgumentException("an order needs at least one line"));
            if (total.amount() <= LARGEST) {
                return total;
            }
        } catch (ArithmeticException overflow) {
            // an overflow exceeds the limit, too
        }
        throw new TotalTooLargeException();
    }

    private static void requireOneCurrency(List<OrderLine> lines) {
        var currencies = lines.stream()
                .map(line -> line.price().currency())
                .distinct()
                .sorted()
                .toList();
        if (currencies.size() > 1) {
            throw new MixedCurrenciesException(currencies);
        }
    }
}
