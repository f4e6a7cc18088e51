package dev.tandem.inventory.domain;

/**
 * A product that can be ordered, with its price and its stock.
 *
 * @param priceAmount of one unit, in minor units of the currency
 * @param onHand units in the warehouse, including reserved ones
 * @param reserved units that orders hold
 */
public record Product(String sku, String name, long priceAmount, String priceCurrency, int onHand, int reserved) {

    public int available() {
        return onHand - reserved;
    }
}
