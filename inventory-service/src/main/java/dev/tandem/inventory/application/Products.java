package dev.tandem.inventory.application;

import dev.tandem.inventory.domain.ReservedUnits;
import java.util.List;

/** The stock of the products. */
public interface Products {

    /**
     * Locks the products of these units until the running transaction has ended, and waits for no other transaction: false
     * if one of them is locked.
     */
    boolean tryLock(List<ReservedUnits> units);

    /** Sets units aside if that many are available, and says whether it did. */
    boolean reserve(ReservedUnits units);

    /** Makes units that were set aside available again. */
    void release(ReservedUnits units);

    /** Takes units that were set aside out of the stock. */
    void commit(ReservedUnits units);

    /** Takes units that had been taken out back into the stock. */
    void restock(ReservedUnits units);
}
