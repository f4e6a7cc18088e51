package dev.tandem.benchmark.orders.floor;

import dev.tandem.benchmark.orders.parts.Database.Transaction;
import java.sql.SQLException;
import java.util.UUID;

/** The rows of messages and e-mails, about as long as the real ones. */
final class Rows {

    static final String MAIL = "Thank you for your order. ".repeat(12);

    private static final byte[] PAYLOAD = new byte[400];

    private Rows() {}

    static void addToOutbox(Transaction transaction, UUID order, String type) throws SQLException {
        transaction.update("""
                insert into outbox (topic, subject, type, payload, traceparent, correlation_id)
                values ('tandem.orders.events', ?, ?, ?, '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', ?)""", order.toString(), type, PAYLOAD, order.toString());
    }

    static void addToInbox(Transaction transaction, UUID order, String consumer) throws SQLException {
        transaction.update("insert into inbox (consumer, message_id) values (?, ?)", consumer, order.toString());
    }
}
