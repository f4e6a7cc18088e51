package dev.tandem.contracts.order;

import static java.math.RoundingMode.HALF_UP;

import dev.tandem.contracts.EarlierVersion;
import dev.tandem.contracts.MessageType;
import dev.tandem.contracts.Money;
import dev.tandem.contracts.WrittenUntil;
import dev.tandem.contracts.order.OrderEvent.Line;
import dev.tandem.contracts.order.OrderEvent.OrderConfirmed;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** {@link OrderConfirmed} in its first version, which does not show how much of the total is VAT. */
@MessageType("order.confirmed.v1")
@WrittenUntil("2027-05-31")
public record OrderConfirmedV1(
        UUID orderId, String customerId, String email, List<Line> lines, Money total, Instant confirmedAt)
        implements EarlierVersion {

    /** All prices of this version include VAT at this rate. That can no longer change. */
    private static final long VAT_PERCENT = 19;

    static OrderConfirmedV1 of(OrderConfirmed order) {
        return new OrderConfirmedV1(
                order.orderId(), order.customerId(), order.email(), order.lines(), order.total(), order.confirmedAt());
    }

    @Override
    public String subject() {
        return orderId.toString();
    }

    @Override
    public OrderConfirmed upcast() {
        var vat = vat();
        var net = new Money(total.amount() - vat.amount(), total.currency());
        return new OrderConfirmed(orderId, customerId, email, lines, net, vat, confirmedAt);
    }

    private Money vat() {
        var amount = BigDecimal.valueOf(total.amount())
                .multiply(BigDecimal.valueOf(VAT_PERCENT))
                .divide(BigDecimal.valueOf(100 + VAT_PERCENT), HALF_UP);
        return new Money(amount.longValueExact(), total.currency());
    }
}
