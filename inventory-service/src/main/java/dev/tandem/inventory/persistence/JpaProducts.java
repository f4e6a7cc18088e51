package dev.tandem.inventory.persistence;

import dev.tandem.inventory.domain.Product;
import dev.tandem.inventory.domain.Products;
import dev.tandem.inventory.domain.ReservedUnits;
import java.util.List;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * Products in PostgreSQL. Each change of stock is one conditional update: one statement
 * checks and reserves the units, so that two orders never get the same unit.
 */
interface JpaProducts extends Products, Repository<Product, String> {

    @Override
    default boolean tryLock(List<ReservedUnits> units) {
        return lockWithoutWaiting(units.stream().map(ReservedUnits::sku).toList()) == units.size();
    }

    @Override
    default boolean reserve(ReservedUnits units) {
        return addReserved(units.sku(), units.quantity()) == 1;
    }

    @Override
    default void release(ReservedUnits units) {
        requireOne(addReserved(units.sku(), -units.quantity()), units);
    }

    @Override
    default void commit(ReservedUnits units) {
        requireOne(removeReserved(units.sku(), units.quantity()), units);
    }

    @Override
    default void restock(ReservedUnits units) {
        requireOne(addOnHand(units.sku(), units.quantity()), units);
    }

    @NativeQuery("""
            select count(*) from (
                select from products where sku in (:skus) for no key update skip locked)""")
    long lockWithoutWaiting(List<String> skus);

    @Modifying
    @Query("update Product p set p.onHand = p.onHand + :quantity where p.sku = :sku")
    int addOnHand(String sku, int quantity);

    @Modifying
    @Query("""
            update Product p set p.reserved = p.reserved + :quantity
            where p.sku = :sku and p.onHand - p.reserved >= :quantity""")
    int addReserved(String sku, int quantity);

    @Modifying
    @Query("""
            update Product p set p.onHand = p.onHand - :quantity, p.reserved = p.reserved - :quantity
            where p.sku = :sku""")
    int removeReserved(String sku, int quantity);

    private static void requireOne(int updated, ReservedUnits units) {
        if (updated != 1) {
            throw new IllegalStateException("no such stock: " + units);
        }
    }
}
