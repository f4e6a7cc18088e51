package dev.tandem.simulation.database;

import dev.tandem.inventory.application.Catalogue;
import dev.tandem.inventory.domain.Product;
import dev.tandem.inventory.domain.Products;
import dev.tandem.inventory.domain.ReservedUnits;
import java.util.Collection;
import java.util.List;

/** The stock in a simulated database, with the constraints of the real one. */
public final class StockStore implements Products, Catalogue {

    private final Table<String, Stock> rows;

    public StockStore(Database database) {
        this.rows = database.table();
    }

    public Table<String, Stock> rows() {
        return rows;
    }

    /** The units of one product: the reserved ones are part of those on hand. */
    public record Stock(int onHand, int reserved) {

        public Stock {
            if (reserved < 0 || reserved > onHand) {
                throw new IllegalStateException(reserved + " of " + onHand + " units would be reserved");
            }
        }
    }

    @Override
    public boolean tryLock(List<ReservedUnits> units) {
        return true;
    }

    @Override
    public boolean reserve(ReservedUnits units) {
        var stock = stock(units);
        var enough = has(units);
        if (enough) {
            put(units, new Stock(stock.onHand(), stock.reserved() + units.quantity()));
        }
        return enough;
    }

    boolean has(ReservedUnits units) {
        var stock = stock(units);
        return stock.onHand() - stock.reserved() >= units.quantity();
    }

    @Override
    public void release(ReservedUnits units) {
        var stock = stock(units);
        put(units, new Stock(stock.onHand(), stock.reserved() - units.quantity()));
    }

    @Override
    public void commit(ReservedUnits units) {
        var stock = stock(units);
        put(units, new Stock(stock.onHand() - units.quantity(), stock.reserved() - units.quantity()));
    }

    @Override
    public void restock(ReservedUnits units) {
        var stock = stock(units);
        put(units, new Stock(stock.onHand() + units.quantity(), stock.reserved()));
    }

    private Stock stock(ReservedUnits units) {
        return rows.find(units.sku()).orElseThrow();
    }

    private void put(ReservedUnits units, Stock stock) {
        rows.put(units.sku(), stock);
    }

    @Override
    public List<Product> all() {
        throw new UnsupportedOperationException("the simulated customers never browse");
    }

    @Override
    public List<Product> named(Collection<String> skus) {
        throw new UnsupportedOperationException("the simulated customers never browse");
    }
}
