package dev.tandem.inventory.domain;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A product that can be ordered, with its price and its stock. */
@Entity
@Table(name = "products")
public class Product {

    @Id
    private String sku;

    private String name;
    private long priceAmount;
    private String priceCurrency;

    /** Units in the warehouse, including reserved ones. */
    private int onHand;

    /** Units that orders hold. */
    private int reserved;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected Product() {}

    /**
     * A product as it is stored.
     *
     * @param priceAmount of one unit, in minor units of the currency
     */
    public Product(String sku, String name, long priceAmount, String priceCurrency, int onHand, int reserved) {
        this.sku = sku;
        this.name = name;
        this.priceAmount = priceAmount;
        this.priceCurrency = priceCurrency;
        this.onHand = onHand;
        this.reserved = reserved;
    }

    public String sku() {
        return sku;
    }

    public String name() {
        return name;
    }

    /** The price of one unit, in minor units of the currency. */
    public long priceAmount() {
        return priceAmount;
    }

    public String priceCurrency() {
        return priceCurrency;
    }

    public int available() {
        return onHand - reserved;
    }
}
