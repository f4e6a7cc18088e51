package dev.tandem.inventory.persistence;

import dev.tandem.inventory.domain.Products;
import dev.tandem.inventory.domain.ReservedUnits;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Products in PostgreSQL. Each change of stock is one conditional update: one statement checks and reserves the units,
 * so that two orders never get the same unit.
 */
@Repository
class JdbcProducts implements Products {

    private static final String LOCK_IF_FREE = """
            select count(*) from (
                select from products where sku = any (?) for no key update skip locked) locked""";

    private static final String RESERVE =
            "update products set reserved = reserved + ? where sku = ? and on_hand - reserved >= ?";

    private static final String RELEASE = "update products set reserved = reserved - ? where sku = ?";

    private static final String COMMIT =
            "update products set on_hand = on_hand - ?, reserved = reserved - ? where sku = ?";

    private static final String RESTOCK = "update products set on_hand = on_hand + ? where sku = ?";

    private final JdbcClient jdbc;

    JdbcProducts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean tryLock(List<ReservedUnits> units) {
        var skus = units.stream().map(ReservedUnits::sku).toArray(String[]::new);
        return jdbc.sql(LOCK_IF_FREE).param(skus).query(Long.class).single() == units.size();
    }

    @Override
    public boolean reserve(ReservedUnits units) {
        return update(RESERVE, units.quantity(), units.sku(), units.quantity()) == 1;
    }

    @Override
    public void release(ReservedUnits units) {
        requireOne(update(RELEASE, units.quantity(), units.sku()), units);
    }

    @Override
    public void commit(ReservedUnits units) {
        requireOne(update(COMMIT, units.quantity(), units.quantity(), units.sku()), units);
    }

    @Override
    public void restock(ReservedUnits units) {
        requireOne(update(RESTOCK, units.quantity(), units.sku()), units);
    }

    private int update(String sql, Object... parameters) {
        return jdbc.sql(sql).params(parameters).update();
    }

    private static void requireOne(int updated, ReservedUnits units) {
        if (updated != 1) {
            throw new IllegalStateException("no such stock: " + units);
        }
    }
}
