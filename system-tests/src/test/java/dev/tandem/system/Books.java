package dev.tandem.system;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.local.LocalStack;
import dev.tandem.local.MailServer.Mail;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What stands in the four databases and in the mail server, and whether it adds up. */
final class Books {

    private final LocalStack stack;
    private final Map<String, String> piecesEver;

    Books(LocalStack stack) {
        this.stack = stack;
        this.piecesEver = piecesEver();
    }

    /** How many pieces of a product there are, those that are set aside for orders included. */
    int onHand(String sku) {
        return Integer.parseInt(
                stringsOf("inventory", "select sku, on_hand from products").get(sku));
    }

    /** How many pieces of a product are set aside for orders. */
    int reserved(String sku) {
        return Integer.parseInt(
                stringsOf("inventory", "select sku, reserved from products").get(sku));
    }

    /** The status of the payment of each order. */
    Map<String, String> payments() {
        return stringsOf("payment", "select order_id, status from payments");
    }

    /** The e-mails to a customer, oldest first. */
    List<Mail> mailsTo(String address) {
        return stack.mails().stream().filter(mail -> mail.to().equals(address)).toList();
    }

    /**
     * Checks the invariants of the system at a moment when no order is on its way: money, stock, progress and truth.
     * Fails while something is still to come, so await it.
     */
    void addUp() {
        var orders = stringsOf("orders", "select id, status from orders");
        assertThat(orders).as("orders that have not ended").doesNotContainValue("PENDING");
        moneyAddsUp(orders);
        stockAddsUp(orders);
        everyCustomerIsToldOnce(orders);
        List.of("orders", "payment", "inventory", "notification").forEach(this::allIsSaid);
    }

    private void moneyAddsUp(Map<String, String> orders) {
        payments()
                .forEach((order, payment) -> assertThat(payment)
                        .as("payment of order %s, which is %s", order, orders.get(order))
                        .isIn(
                                "CONFIRMED".equals(orders.get(order))
                                        ? List.of("CAPTURED")
                                        : List.of("DECLINED", "VOIDED", "REFUNDED")));
        var sold = stringsOf("orders", "select id, total_amount from orders where status = 'CONFIRMED'");
        var charged = stringsOf(
                "payment",
                "select key, amount from simulated_provider.charges where status in ('authorized', 'captured')");
        assertThat(charged).as("what the provider has taken, by order").isEqualTo(sold);
    }

    private void stockAddsUp(Map<String, String> orders) {
        stringsOf("inventory", "select order_id, status from reservations")
                .forEach((order, reservation) -> assertThat(reservation)
                        .as("reservation of order %s, which is %s", order, orders.get(order))
                        .isIn(
                                "CONFIRMED".equals(orders.get(order))
                                        ? List.of("COMMITTED")
                                        : List.of("REFUSED", "RELEASED")));
        assertThat(stringsOf("inventory", "select sku, reserved from products where reserved <> 0"))
                .as("pieces set aside for no order")
                .isEmpty();
        assertThat(piecesEver()).as("pieces on hand and sold").isEqualTo(piecesEver);
    }

    private void everyCustomerIsToldOnce(Map<String, String> orders) {
        var expected = new HashMap<String, String>();
        orders.forEach((order, status) ->
                expected.put(order, status.equals("CONFIRMED") ? "order-confirmed" : "order-rejected"));
        assertThat(
                        stringsOf(
                                "notification",
                                "select order_id, string_agg(template, ' ') from notifications where sent_at is not null group by 1"))
                .as("what customers were told, by order")
                .isEqualTo(expected);
        var idsByText = stack.mails().stream().collect(groupingBy(Mail::body, mapping(Mail::id, toSet())));
        assertThat(idsByText.values()).as("ids of the same e-mail").allMatch(ids -> ids.size() == 1);
    }

    private void allIsSaid(String database) {
        assertThat(stringsOf(database, """
                        select message_id, type from messaging.outbox left join messaging.outbox_lane using (lane)
                        where sent is null or not pg_visible_in_snapshot(xid, sent)"""))
                .as("messages of %s that are not in Kafka", database)
                .isEmpty();
        assertThat(stringsOf(database, """
                        select id, error from messaging.dead_letters where state in ('DEAD', 'WAITING', 'READY')""")).as("dead letters of %s", database).isEmpty();
    }

    /** On hand and sold, by product: a sum that no order changes. */
    private Map<String, String> piecesEver() {
        return stringsOf("inventory", """
                select p.sku, p.on_hand + coalesce(sum(l.quantity), 0)
                from products p left join (reservation_lines l join reservations r
                    on r.order_id = l.order_id and r.status = 'COMMITTED') on l.sku = p.sku
                group by p.sku, p.on_hand""");
    }

    /** The second column of each row, by the first. */
    private Map<String, String> stringsOf(String database, String sql) {
        try (var connection = stack.connect(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new TreeMap<String, String>();
            while (rows.next()) {
                found.put(rows.getString(1), rows.getString(2));
            }
            return found;
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }
}
