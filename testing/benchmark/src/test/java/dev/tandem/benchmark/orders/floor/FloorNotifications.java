package dev.tandem.benchmark.orders.floor;

import dev.tandem.benchmark.orders.parts.Database;
import java.util.UUID;

/** What the database of e-mails has to note: three transactions with four statements. */
final class FloorNotifications {

    private final Database database;

    FloorNotifications(Database database) {
        this.database = database;
    }

    void note(UUID order) throws Exception {
        database.transaction(transaction -> {
            Rows.addToInbox(transaction, order, "notification.orders");
            transaction.update("""
                    insert into notifications (order_id, template, recipient, subject, body)
                    values (?, 'order-confirmed', 'customer@example.com', 'Your order is confirmed', ?)""", order, Rows.MAIL);
        });
    }

    void claim(UUID order) throws Exception {
        database.transaction(transaction -> transaction.update("""
                update notifications set attempts = attempts + 1, next_attempt_at = now() + interval '30 s'
                where order_id = ?""", order));
    }

    void noteSent(UUID order) throws Exception {
        database.transaction(transaction ->
                transaction.update("update notifications set sent_at = now() where order_id = ?", order));
    }
}
