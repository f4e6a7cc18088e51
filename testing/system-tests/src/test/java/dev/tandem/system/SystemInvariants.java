package dev.tandem.system;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.local.LocalStack;
import dev.tandem.local.server.MailServer.Mail;
import dev.tandem.local.settings.ServiceDefinition;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Reads the four databases and the mail server, and checks that their contents agree. */
public final class SystemInvariants {

    private final LocalStack stack;
    private final Map<String, String> unitsEver;

    public SystemInvariants(LocalStack stack) {
        this.stack = stack;
        this.unitsEver = unitsEver();
    }

    /** The units of a product on hand, those reserved for orders included. */
    int onHand(String sku) {
        return Integer.parseInt(
                stringsOf("inventory", "select sku, on_hand from products").get(sku));
    }

    /** The units of a product that are reserved for orders. */
    int reserved(String sku) {
        return Integer.parseInt(
                stringsOf("inventory", "select sku, reserved from products").get(sku));
    }

    /** The status of each order. */
    public Map<String, String> orders() {
        return stringsOf("orders", "select id, status from orders");
    }

    /** The status of the payment of each order. */
    public Map<String, String> payments() {
        return stringsOf("payment", "select order_id, status from payments");
    }

    /** The status of the reservation of each order. */
    public Map<String, String> reservations() {
        return stringsOf("inventory", "select order_id, status from reservations");
    }

    /** The state of each charge at the payment provider, by order. */
    public Map<String, String> charges() {
        return stringsOf("payment", "select key, status from simulated_provider.charges");
    }

    /** The orders whose payments the provider does not answer. */
    Set<String> unansweredPayments() {
        return stringsOf(
                        "payment",
                        "select order_id, status from payments where unanswered_since is not null and pending_operation = 'UNDO'")
                .keySet();
    }

    /** The e-mails to a customer, oldest first. */
    public List<Mail> mailsTo(String address) {
        return stack.mails().stream().filter(mail -> mail.to().equals(address)).toList();
    }

    /** Waits until no order is in progress and the {@linkplain #check invariants} hold. */
    public void holdWithin(Duration limit) {
        await().atMost(limit).untilAsserted(this::check);
    }

    /**
     * Checks the invariants of the system at a moment when no order is in progress: money, stock, progress, truth and
     * order. Fails while events are still to come, so await it.
     */
    void check() {
        check(_ -> true);
    }

    /** As {@link #check}, in a Kafka with forged messages about orders that do not exist. */
    public void checkBesideForgeries() {
        check(orders().keySet()::contains);
    }

    private void check(Predicate<String> isCredible) {
        var orders = orders();
        assertThat(orders).as("orders that have not ended").doesNotContainValue("PENDING");
        moneyAddsUp(orders);
        stockAddsUp(orders);
        everyCustomerIsNotifiedOnce(orders, isCredible);
        stack.settings().services().stream().map(ServiceDefinition::database).forEach(this::everyMessageIsPublished);
        kafkaAgrees(orders, isCredible);
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
        assertThat(charged).as("amounts at the provider, by order").isEqualTo(sold);
    }

    private void stockAddsUp(Map<String, String> orders) {
        stringsOf("inventory", "select order_id, status from reservations")
                .forEach((order, reservation) -> assertThat(reservation)
                        .as("reservation of order %s, which is %s", order, orders.get(order))
                        .isIn(
                                "CONFIRMED".equals(orders.get(order))
                                        ? List.of("COMMITTED")
                                        : List.of("REFUSED", "RELEASED", "EXPIRED")));
        assertThat(stringsOf("inventory", "select sku, reserved from products where reserved <> 0"))
                .as("units reserved for no order")
                .isEmpty();
        assertThat(unitsEver()).as("units on hand and sold").isEqualTo(unitsEver);
    }

    private void everyCustomerIsNotifiedOnce(Map<String, String> orders, Predicate<String> isCredible) {
        var sent = stringsOf("notification", """
            select order_id, string_agg(template, ' ' order by id)
            from notifications where sent_at is not null group by 1\
            """);
        sent.keySet().removeIf(isCredible.negate());
        assertThat(sent.keySet()).as("orders whose customers were notified").isEqualTo(orders.keySet());
        orders.forEach((order, status) -> assertThat(sent.get(order))
                .as("e-mails about order %s, which is %s", order, status)
                .isIn(
                        switch (status) {
                            case "CONFIRMED" -> List.of("order-confirmed");
                            case "REJECTED" -> List.of("order-rejected");
                            default -> List.of("order-cancelled", "order-confirmed order-cancelled");
                        }));
        var idsByText = stack.mails().stream().collect(groupingBy(Mail::body, mapping(Mail::id, toSet())));
        assertThat(idsByText.values()).as("ids of the same e-mail").allMatch(ids -> ids.size() == 1);
    }

    private void everyMessageIsPublished(String database) {
        assertThat(stringsOf(database, """
            select message_id, type from messaging.outbox left join messaging.outbox_lane using (lane)
            where sent is null or not pg_visible_in_snapshot(xid, sent)\
            """))
                .as("messages of %s that are not in Kafka", database)
                .isEmpty();
        assertThat(stringsOf(database, """
            select id, error from messaging.dead_letters where state in ('DEAD', 'WAITING', 'READY')\
            """)).as("dead letters of %s", database).isEmpty();
    }

    private void kafkaAgrees(Map<String, String> orders, Predicate<String> isCredible) {
        var published = new KafkaLog(stack.settings().kafkaPort()).typesByKey("order.events");
        published.keySet().removeIf(isCredible.negate());
        assertThat(published.keySet()).as("orders with events in Kafka").isEqualTo(orders.keySet());
        orders.forEach((order, status) -> assertThat(String.join(" ", published.get(order)))
                .as("events of order %s, which is %s", order, status)
                .matches(
                        switch (status) {
                            case "CONFIRMED" -> "order.placed.v1 order.confirmed.v2 order.confirmed.v1";
                            case "REJECTED" -> "order.placed.v1 order.rejected.v1";
                            default -> "order.placed.v1( order.confirmed.v2 order.confirmed.v1)? order.cancelled.v1";
                        }));
    }

    /** The units on hand and sold, by product: a sum that no order changes. */
    private Map<String, String> unitsEver() {
        return stringsOf("inventory", """
            select p.sku, p.on_hand + coalesce(sum(l.quantity), 0)
            from products p left join (reservation_lines l join reservations r
                on r.order_id = l.order_id and r.status = 'COMMITTED') on l.sku = p.sku
            group by p.sku, p.on_hand\
            """);
    }

    /** Runs a query, and returns the second column of each row by the first. */
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
