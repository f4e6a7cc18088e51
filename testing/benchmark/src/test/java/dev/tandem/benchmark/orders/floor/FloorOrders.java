package dev.tandem.benchmark.orders.floor;

import dev.tandem.benchmark.orders.parts.Database;
import java.util.UUID;

/** What the database of orders has to note: three transactions with eight statements. */
final class FloorOrders {

    private final Database database;

    FloorOrders(Database database) {
        this.database = database;
    }

    void accept(UUID order, String sku) throws Exception {
        database.transaction(transaction -> {
            transaction.update("""
                    insert into orders (id, customer_id, email, payment_token, status, next_step, transport,
                        total_amount, total_currency)
                    values (?, 'customer', 'customer@example.com', 'tok_visa', 'PENDING', 'RESERVE_STOCK', 'REST', 1295, 'EUR')""", order);
            transaction.update("""
                    insert into order_lines (order_id, position, sku, name, quantity, price_amount, price_currency)
                    values (?, 0, ?, 'A product', 1, 1295, 'EUR')""", order, sku);
            Rows.addToOutbox(transaction, order, "order.placed.v1");
        });
    }

    void noteStep(UUID order) throws Exception {
        database.transaction(transaction -> {
            transaction.read("select * from orders where id = ? for update", order);
            transaction.update("""
                    update orders set next_step = 'AUTHORIZE_PAYMENT', changed_at = now(), version = version + 1
                    where id = ?""", order);
        });
    }

    void confirm(UUID order) throws Exception {
        database.transaction(transaction -> {
            transaction.read("select * from orders where id = ? for update", order);
            transaction.update("""
                    update orders
                    set status = 'CONFIRMED', next_step = null, transport = null, changed_at = now(), version = version + 1
                    where id = ?""", order);
            Rows.addToOutbox(transaction, order, "order.confirmed.v1");
        });
    }
}
