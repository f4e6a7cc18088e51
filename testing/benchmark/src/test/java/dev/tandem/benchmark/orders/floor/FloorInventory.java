package dev.tandem.benchmark.orders.floor;

import dev.tandem.benchmark.orders.parts.Database;
import java.util.UUID;

/** What the database of stock has to note: two transactions with ten statements. */
final class FloorInventory {

    private final Database database;

    FloorInventory(Database database) {
        this.database = database;
    }

    void reserve(UUID order, String sku) throws Exception {
        database.transaction(transaction -> {
            transaction.read("select * from products where sku = ?", sku);
            transaction.update(
                    "insert into reservations (order_id, status, asked_for) values (?, 'HELD', ?)", order, sku);
            transaction.update("insert into reservation_lines (order_id, sku, quantity) values (?, ?, 1)", order, sku);
            Rows.addToOutbox(transaction, order, "stock.reserved.v1");
            transaction.update("update products set reserved = reserved + 1 where sku = ?", sku);
        });
    }

    void commit(UUID order, String sku) throws Exception {
        database.transaction(transaction -> {
            Rows.addToInbox(transaction, order, "inventory.orders");
            transaction.read("select * from reservations where order_id = ? for update", order);
            transaction.read("select * from reservation_lines where order_id = ?", order);
            transaction.update(
                    "update reservations set status = 'COMMITTED', version = version + 1 where order_id = ?", order);
            transaction.update("update products set on_hand = on_hand - 1, reserved = reserved - 1 where sku = ?", sku);
        });
    }
}
