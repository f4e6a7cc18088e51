package dev.tandem.system.fuzz;

import dev.tandem.local.LocalStack;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Invariants of data that is written as a whole or not at all, as queries that must find nothing. */
enum Invariants {
    ORDERS_WITHOUT_LINES(
            "orders", "select id from orders o where not exists (select from order_lines l where l.order_id = o.id)"),
    ORDERS_WITH_ANOTHER_TOTAL("orders", """
            select id from orders where total_amount <>
                (select sum(quantity * price_amount) from order_lines where order_id = id)"""),
    EVENTS_OF_NO_ORDER("orders", """
            select message_id from messaging.outbox where topic = 'order.events'
                and not exists (select from orders where id::text = subject)"""),
    KEYS_WITHOUT_AN_ANSWER("orders", "select idempotency_key from idempotent_requests where status is null"),
    KEYS_OF_ONE_ORDER("orders", "select order_id from idempotent_requests group by order_id having count(*) > 1"),
    RESERVATIONS_WITHOUT_LINES("inventory", """
            select order_id from reservations r where status in ('HELD', 'COMMITTED', 'EXPIRED')
                and not exists (select from reservation_lines l where l.order_id = r.order_id)"""),
    REFUSALS_WITHOUT_A_REASON("inventory", """
            select order_id from reservations r where status = 'REFUSED'
                and not exists (select from reservation_missing m where m.order_id = r.order_id)"""),
    UNITS_HELD_FOR_NO_ORDER("inventory", """
            select sku from products p where reserved <> (select coalesce(sum(l.quantity), 0)
                from reservation_lines l join reservations r using (order_id) where l.sku = p.sku and r.status = 'HELD')"""),
    EVENTS_OF_NO_RESERVATION("inventory", """
            select message_id from messaging.outbox where topic = 'inventory.events'
                and not exists (select from reservations where order_id::text = subject)"""),
    PAYMENTS_THAT_THE_PROVIDER_DOES_NOT_KNOW("payment", """
            select order_id from payments p where status in ('AUTHORIZED', 'CAPTURED') and not exists
                (select from simulated_provider.charges c where c.key = p.order_id and c.amount = p.amount)"""),
    EVENTS_OF_NO_PAYMENT("payment", """
            select message_id from messaging.outbox where topic = 'payment.events'
                and not exists (select from payments where order_id::text = subject)"""),
    EVENTS_OF_NO_MAIL("notification", """
            select message_id from messaging.outbox told where topic = 'notification.events' and not exists
                (select from notifications mail where mail.order_id::text = told.subject and mail.sent_at is not null)""");

    private final String database;
    private final String question;

    Invariants(String database, String question) {
        this.database = database;
        this.question = question;
    }

    /** The violations at this moment. */
    static List<String> violations(LocalStack stack) {
        return Stream.of(values()).flatMap(each -> each.violationsIn(stack)).toList();
    }

    private Stream<String> violationsIn(LocalStack stack) {
        try (var connection = stack.connect(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(question)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(this + ": " + rows.getString(1));
            }
            return found.stream();
        } catch (SQLException failed) {
            throw new IllegalStateException(question, failed);
        }
    }
}
