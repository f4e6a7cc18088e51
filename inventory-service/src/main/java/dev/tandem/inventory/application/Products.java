package dev.tandem.inventory.application;

import dev.tandem.inventory.domain.Product;
import dev.tandem.inventory.domain.ReservedPieces;
import java.util.Collection;
import java.util.List;

/** The catalogue with its stock. */
public interface Products {

    /** All products, by SKU. */
    List<Product> findAllByOrderBySku();

    /** The products with the given SKUs, by SKU; unknown ones are left out. */
    List<Product> findAllBySkuInOrderBySku(Collection<String> skus);

    /** Sets pieces aside if that many are available, and says whether it did. */
    boolean setAside(ReservedPieces pieces);

    /** Makes pieces that were set aside available again. */
    void putBack(ReservedPieces pieces);

    /** Takes pieces that were set aside out of the stock. */
    void takeOut(ReservedPieces pieces);

    /** Takes pieces that had been taken out back into the stock. */
    void takeBack(ReservedPieces pieces);
}
