package dev.tandem.inventory.persistence;

import dev.tandem.inventory.application.Products;
import dev.tandem.inventory.domain.Product;
import dev.tandem.inventory.domain.ReservedPieces;
import java.util.List;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * Products in PostgreSQL. Stock changes by one conditional update each: what is available is checked and taken in one
 * statement, so that two orders never get the same piece.
 */
interface JpaProducts extends Products, Repository<Product, String> {

    @Override
    default boolean tryLock(List<ReservedPieces> pieces) {
        return lockFree(pieces.stream().map(ReservedPieces::sku).toList()) == pieces.size();
    }

    @Override
    default boolean setAside(ReservedPieces pieces) {
        return addReserved(pieces.sku(), pieces.quantity()) == 1;
    }

    @Override
    default void putBack(ReservedPieces pieces) {
        requireOne(addReserved(pieces.sku(), -pieces.quantity()), pieces);
    }

    @Override
    default void takeOut(ReservedPieces pieces) {
        requireOne(removeReserved(pieces.sku(), pieces.quantity()), pieces);
    }

    @Override
    default void takeBack(ReservedPieces pieces) {
        requireOne(addOnHand(pieces.sku(), pieces.quantity()), pieces);
    }

    @NativeQuery("""
            select count(*) from (
                select from products where sku in (:skus) for no key update skip locked)""")
    long lockFree(List<String> skus);

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

    private static void requireOne(int updated, ReservedPieces pieces) {
        if (updated != 1) {
            throw new IllegalStateException("no such stock: " + pieces);
        }
    }
}
