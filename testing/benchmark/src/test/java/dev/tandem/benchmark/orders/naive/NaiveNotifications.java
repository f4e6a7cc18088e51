package dev.tandem.benchmark.orders.naive;

import dev.tandem.benchmark.orders.parts.Database;

/** Notes an e-mail for each confirmed order as sent; like the floor, it sends none. */
final class NaiveNotifications {

    private static final String BODY = "Thank you for your order. ".repeat(12);

    private final Database database;

    NaiveNotifications(Database database) {
        this.database = database;
    }

    void note(Confirmation order) throws Exception {
        database.transaction(transaction -> transaction.update("""
                insert into notifications (order_id, template, recipient, subject, body, sent_at)
                values (?, 'order-confirmed', ?, 'Your order is confirmed', ?, now())""", order.orderId(), order.email(), BODY));
    }
}
