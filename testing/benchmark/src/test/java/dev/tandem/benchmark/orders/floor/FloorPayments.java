package dev.tandem.benchmark.orders.floor;

import dev.tandem.benchmark.orders.parts.Database;
import java.util.UUID;

/** What the database of payments has to note: five transactions with twelve statements. */
final class FloorPayments {

    private final Database database;

    FloorPayments(Database database) {
        this.database = database;
    }

    void note(UUID order) throws Exception {
        database.transaction(transaction -> {
            transaction.update("""
                    insert into payments (order_id, amount, currency, token, status, pending_operation, attempts,
                        next_attempt_at, fingerprint)
                    values (?, 1295, 'EUR', 'tok_visa', 'PENDING', 'AUTHORIZE', 1, now() + interval '10 s',
                        'f2Rw9Yh2vXo0xqkq4m7T8mZ6l1n3p5r7t9v1x3z5b7d=')""", order);
            transaction.read("select * from payments where order_id = ?", order);
        });
    }

    void noteOutcome(UUID order) throws Exception {
        database.transaction(transaction -> {
            transaction.read("select * from payments where order_id = ? for update", order);
            transaction.update("""
                    update payments
                    set status = 'AUTHORIZED', pending_operation = null, next_attempt_at = null, version = version + 1
                    where order_id = ?""", order);
            Rows.addToOutbox(transaction, order, "payment.authorized.v1");
        });
    }

    void aimForCapture(UUID order) throws Exception {
        database.transaction(transaction -> {
            Rows.addToInbox(transaction, order, "payment.orders");
            transaction.read("select * from payments where order_id = ? for update", order);
            transaction.update("""
                    update payments set pending_operation = 'CAPTURE', attempts = 0, version = version + 1
                    where order_id = ?""", order);
        });
    }

    void claim(UUID order) throws Exception {
        database.transaction(transaction -> transaction.update("""
                update payments set attempts = attempts + 1, next_attempt_at = now() + interval '10 s'
                where order_id = ?""", order));
    }

    void noteCapture(UUID order) throws Exception {
        database.transaction(transaction -> {
            transaction.read("select * from payments where order_id = ? for update", order);
            transaction.update("""
                    update payments
                    set status = 'CAPTURED', pending_operation = null, next_attempt_at = null, version = version + 1
                    where order_id = ?""", order);
            Rows.addToOutbox(transaction, order, "payment.captured.v1");
        });
    }
}
