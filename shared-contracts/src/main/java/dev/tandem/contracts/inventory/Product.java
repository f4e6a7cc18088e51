package dev.tandem.contracts.inventory;

import dev.tandem.contracts.Money;

/**
 * A product of the catalogue.
 *
 * @param price of one unit
 * @param available units that can be ordered at this moment
 */
public record Product(String sku, String name, Money price, int available) {}
