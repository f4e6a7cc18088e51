package dev.tandem.order.domain;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;

/**
 * One product of an order.
 *
 * @param price of one unit, as it was when the order was placed
 */
@Embeddable
public record OrderLine(
        String sku,
        String name,
        int quantity,

        @Embedded
        @AttributeOverride(name = "amount", column = @Column(name = "price_amount"))
        @AttributeOverride(name = "currency", column = @Column(name = "price_currency"))
        Money price) {

    public OrderLine {
        if (quantity < 1) {
            throw new IllegalArgumentException("an order line takes at least one unit of " + sku);
        }
    }

    public Money total() {
        return price.times(quantity);
    }
}
