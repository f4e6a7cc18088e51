package dev.tandem.inventory.domain;

import java.util.Collection;
import java.util.List;
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
     * Locks the reservations of these orders and their products, and other products, until the current transaction
     * ends: in an order that all transactions share.
     */
    void lock(Collection<UUID> orderIds, Collection<String> skus);

    /** Takes the units of an order out of the stock; returns false if the order does not hold any. */
    boolean commit(UUID orderId);
}
