package dev.tandem.order.domain;

/**
 * One product of an order.
 *
 * @param price of one unit, as it was when the order was placed
 */
public record OrderLine(String sku, String name, int quantity, Money price) {

    public OrderLine {
        if (quantity < 1) {
            throw new IllegalArgumentException("an order line takes at least one unit of " + sku);
        }
    }

    public Money total() {
        return price.times(quantity);
    }
}
