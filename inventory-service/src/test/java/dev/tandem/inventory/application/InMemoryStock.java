package dev.tandem.inventory.application;

import dev.tandem.inventory.domain.Products;
import dev.tandem.inventory.domain.ReservedUnits;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The units of the products, in memory; their names and prices do not matter here. */
final class InMemoryStock implements Products {

    private final Map<String, Integer> onHand = new HashMap<>();
    private final Map<String, Integer> reserved = new HashMap<>();
    private final Set<String> locked = new HashSet<>();

    void receive(String sku, int units) {
        onHand.merge(sku, units, Integer::sum);
    }

    int onHand(String sku) {
        return onHand.getOrDefault(sku, 0);
    }

    int reserved(String sku) {
        return reserved.getOrDefault(sku, 0);
    }

    /** Locks the product, in the role of another transaction that never ends. */
    void lock(String sku) {
        locked.add(sku);
    }

    @Override
    public boolean tryLock(List<ReservedUnits> units) {
        return units.stream().map(ReservedUnits::sku).noneMatch(locked::contains);
    }

    @Override
    public boolean reserve(ReservedUnits units) {
        var available = onHand(units.sku()) - reserved(units.sku()) >= units.quantity();
        if (available) {
            reserved.merge(units.sku(), units.quantity(), Integer::sum);
        }
        return available;
    }

    @Override
    public void release(ReservedUnits units) {
        reserved.merge(units.sku(), -units.quantity(), Integer::sum);
    }

    @Override
    public void commit(ReservedUnits units) {
        release(units);
        onHand.merge(units.sku(), -units.quantity(), Integer::sum);
    }

    @Override
    public void restock(ReservedUnits units) {
        onHand.merge(units.sku(), units.quantity(), Integer::sum);
    }
}
