package dev.tandem.inventory.domain;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The usual changes of a reservation and its products, each in one step. */
public interface Warehouse {

    /**
     * Reserves all units for an order, or none if a product is missing, and stores the reservation.
     *
     * @param requested each product once, in the order of the SKUs
     * @return empty if the order already has a reservation; nothing is changed then
     */
    Optional<Reservation> reserve(UUID orderId, List<ReservedUnits> requested);

    /**
     * Locks products until the current transaction ends, in the order that all transactions share.
     *
     * @return how many units of each are available; an unknown product is left out
     */
    Map<String, Integer> lockAvailable(Collection<String> skus);

    /**
     * Stores new reservations, and reserves the units of those that are held: their products are locked, and have as
     * many. Fails if one of the orders has a reservation.
     */
    void add(List<Reservation> decided);

    /**
     * Locks what a transaction changes, until it ends, in an order that all transactions share: the reservations of the
     * orders by id, their products and others by SKU. New reservations come last, by id, too: those of the released
     * orders that have none prevent a late request from reserving any units.
     */
    void lock(Collection<UUID> orderIds, Collection<String> skus, Collection<UUID> released);

    /** Takes the units of an order out of the stock; returns false if the order does not hold any. */
    boolean commit(UUID orderId);
}
