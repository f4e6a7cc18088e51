package dev.tandem.order.domain;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import dev.tandem.order.domain.SagaEvent.Mismatched;
import dev.tandem.order.domain.SagaEvent.PaymentAuthorized;
import dev.tandem.order.domain.SagaEvent.StockReserved;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares the result that a step reports with its order. A step that reports no details is trusted. */
final class Agreement {

    private Agreement() {}

    static SagaEvent check(Order order, SagaEvent reported) {
        return switch (reported) {
            case StockReserved(var lines)
            when lines != null -> check(CheckoutStep.RESERVE_STOCK, count(units(order)), count(lines), reported);
            case PaymentAuthorized(var amount)
            when amount != null -> check(CheckoutStep.AUTHORIZE_PAYMENT, order.total(), amount, reported);
            default -> reported;
        };
    }

    private static SagaEvent check(CheckoutStep step, Object ordered, Object done, SagaEvent reported) {
        return ordered.equals(done) ? reported : new Mismatched(step, "ordered " + ordered + ", but done for " + done);
    }

    private static List<Units> units(Order order) {
        return order.lines().stream()
                .map(line -> new Units(line.sku(), line.quantity()))
                .toList();
    }

    /** The quantities of a product that is named twice are added up. */
    private static Map<String, Long> count(List<Units> lines) {
        return lines.stream().collect(groupingBy(Units::sku, TreeMap::new, summingLong(Units::quantity)));
    }
}
