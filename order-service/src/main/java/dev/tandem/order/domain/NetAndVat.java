package dev.tandem.order.domain;

import static java.math.RoundingMode.HALF_UP;

import java.math.BigDecimal;

/**
 * The net amount and the VAT of a price. Prices include VAT at the standard rate of 19 %. VAT is calculated from the
 * total of an order, not from each line, and rounded to the nearest minor unit. The net amount is the rest, so both
 * always add up to the price.
 */
public record NetAndVat(Money net, Money vat) {

    private static final BigDecimal VAT_PERCENT = BigDecimal.valueOf(19);
    private static final BigDecimal GROSS_PERCENT = VAT_PERCENT.add(BigDecimal.valueOf(100));

    public static NetAndVat of(Money gross) {
        var vat = BigDecimal.valueOf(gross.amount())
                .multiply(VAT_PERCENT)
                .divide(GROSS_PERCENT, HALF_UP)
                .longValueExact();
        return new NetAndVat(new Money(gross.amount() - vat, gross.currency()), new Money(vat, gross.currency()));
    }
}
