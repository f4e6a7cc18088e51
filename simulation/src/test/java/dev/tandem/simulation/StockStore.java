package dev.tandem.simulation;

import dev.tandem.inventory.application.Catalogue;
import dev.tandem.inventory.application.Products;
import dev.tandem.inventory.domain.Product;
import dev.tandem.inventory.domain.ReservedPieces;
import java.util.Collection;
import java.util.List;

/** The stock in a simulated database, with the constraints that the real one has. */
final class StockStore implements Products, Catalogue {

    final Table<String, Stock> rows;

    StockStore(Database database) {
        this.rows = database.table();
    }

    /** The pieces of one product: the reserved ones are part of those on hand. */
    record Stock(int onHand, int reserved) {

        Stock {
            if (reserved < 0 || reserved > onHand) {
                throw new IllegalStateException(reserved + " of " + onHand + " pieces would be reserved");
            }
        }
    }

    @Override
    public boolean tryLock(List<ReservedPieces> pieces) {
        return true;
    }

    @Override
    public boolean setAside(ReservedPieces pieces) {
        var stock = stock(pieces);
        var enough = stock.onHand() - stock.reserved() >= pieces.quantity();
        if (enough) {
            put(pieces, new Stock(stock.onHand(), stock.reserved() + pieces.quantity()));
        }
        return enough;
    }

    @Override
    public void putBack(ReservedPieces pieces) {
        var stock = stock(pieces);
        put(pieces, new Stock(stock.onHand(), stock.reserved() - pieces.quantity()));
    }

    @Override
    public void takeOut(ReservedPieces pieces) {
        var stock = stock(pieces);
        put(pieces, new Stock(stock.onHand() - pieces.quantity(), stock.reserved() - pieces.quantity()));
    }

    @Override
    public void takeBack(ReservedPieces pieces) {
        var stock = stock(pieces);
        put(pieces, new Stock(stock.onHand() + pieces.quantity(), stock.reserved()));
    }

    private Stock stock(ReservedPieces pieces) {
        return rows.find(pieces.sku()).orElseThrow();
    }

    private void put(ReservedPieces pieces, Stock stock) {
        rows.put(pieces.sku(), stock);
    }

    @Override
    public List<Product> all() {
        throw new UnsupportedOperationException("nobody browses here");
    }

    @Override
    public List<Product> named(Collection<String> skus) {
        throw new UnsupportedOperationException("nobody browses here");
    }
}
