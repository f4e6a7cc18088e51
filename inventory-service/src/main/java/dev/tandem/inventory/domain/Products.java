package dev.tandem.inventory.domain;

import java.util.List;

/** The stock of the products. */
public interface Products {

    /**
     * Locks the products of these units until the current transaction ends, without waiting: returns false if one of
     * them is locked.
     */
    boolean tryLock(List<ReservedUnits> units);

    /** Reserves the units if that many are available; returns false otherwise. */
    boolean reserve(ReservedUnits units);

    /** Makes reserved units available again. */
    void release(ReservedUnits units);

    /** Takes reserved units out of the stock. */
    void commit(ReservedUnits units);

    /** Returns units that had left the stock. */
    void restock(ReservedUnits units);
}
