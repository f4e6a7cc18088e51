package dev.tandem.inventory.application;

import dev.tandem.inventory.domain.ReservedPieces;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The pieces of the products, in memory; their names and prices are of no concern here. */
final class InMemoryStock implements Products {

    private final Map<String, Integer> onHand = new HashMap<>();
    private final Map<String, Integer> reserved = new HashMap<>();
    private final Set<String> locked = new HashSet<>();

    void receive(String sku, int pieces) {
        onHand.merge(sku, pieces, Integer::sum);
    }

    int onHand(String sku) {
        return onHand.getOrDefault(sku, 0);
    }

    int reserved(String sku) {
        return reserved.getOrDefault(sku, 0);
    }

    /** Another transaction has locked the product, and never ends. */
    void lock(String sku) {
        locked.add(sku);
    }

    @Override
    public boolean tryLock(List<ReservedPieces> pieces) {
        return pieces.stream().map(ReservedPieces::sku).noneMatch(locked::contains);
    }

    @Override
    public boolean setAside(ReservedPieces pieces) {
        var available = onHand(pieces.sku()) - reserved(pieces.sku()) >= pieces.quantity();
        if (available) {
            reserved.merge(pieces.sku(), pieces.quantity(), Integer::sum);
        }
        return available;
    }

    @Override
    public void putBack(ReservedPieces pieces) {
        reserved.merge(pieces.sku(), -pieces.quantity(), Integer::sum);
    }

    @Override
    public void takeOut(ReservedPieces pieces) {
        putBack(pieces);
        onHand.merge(pieces.sku(), -pieces.quantity(), Integer::sum);
    }

    @Override
    public void takeBack(ReservedPieces pieces) {
        onHand.merge(pieces.sku(), pieces.quantity(), Integer::sum);
    }
}
