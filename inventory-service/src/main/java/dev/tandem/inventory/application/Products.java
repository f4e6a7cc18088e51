package dev.tandem.inventory.application;

import dev.tandem.inventory.domain.ReservedPieces;
import java.util.List;

/** The stock of the products. */
public interface Products {

    /**
     * Locks the products of these pieces until the running transaction has ended, and waits for no other transaction: false
     * if one of them is locked.
     */
    boolean tryLock(List<ReservedPieces> pieces);

    /** Sets pieces aside if that many are available, and says whether it did. */
    boolean setAside(ReservedPieces pieces);

    /** Makes pieces that were set aside available again. */
    void putBack(ReservedPieces pieces);

    /** Takes pieces that were set aside out of the stock. */
    void takeOut(ReservedPieces pieces);

    /** Takes pieces that had been taken out back into the stock. */
    void takeBack(ReservedPieces pieces);
}
