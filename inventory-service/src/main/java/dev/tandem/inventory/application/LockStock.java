package dev.tandem.inventory.application;

import dev.tandem.inventory.domain.Warehouse;
import java.util.Collection;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Locks reservations and products before a transaction changes several of them in any sequence. */
@Service
public class LockStock {

    private final Warehouse warehouse;

    LockStock(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    /**
     * Locks the reservations of these orders with their products, and the products that are to be reserved.
     *
     * @param released the orders among them whose first change is their release
     */
    public void lock(Collection<UUID> orderIds, Collection<String> requestedSkus, Collection<UUID> released) {
        warehouse.lock(orderIds, requestedSkus, released);
    }
}
