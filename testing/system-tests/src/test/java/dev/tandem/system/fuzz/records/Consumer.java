package dev.tandem.system.fuzz.records;

import java.util.List;
import java.util.Set;

/**
 * A consumer of a topic.
 *
 * @param database the database with its inbox
 * @param topic its name within its service
 * @param ignored the types that never concern it: it leaves their messages out unread
 */
public record Consumer(String service, String database, String topic, Set<String> ignored) {

    private static final Set<String> ORDERS_WITHOUT_A_STEP =
            Set.of("order.placed.v1", "order.rejected.v1", "order.cancelled.v1");

    public static final List<Consumer> ALL = List.of(
            new Consumer("order", "orders", "inventory.events", Set.of("inventory.stock-committed.v1")),
            new Consumer("order", "orders", "payment.events", Set.of("payment.captured.v1")),
            new Consumer("inventory", "inventory", "order.events", ORDERS_WITHOUT_A_STEP),
            new Consumer("inventory", "inventory", "inventory.commands", Set.of()),
            new Consumer("payment", "payment", "order.events", ORDERS_WITHOUT_A_STEP),
            new Consumer("payment", "payment", "payment.commands", Set.of()),
            new Consumer("notification", "notification", "order.events", Set.of("order.placed.v1")));

    String group() {
        return service + "-service";
    }

    boolean ignores(RecordCase record) {
        return record.type() != null && ignored.contains(record.type());
    }

    /** Only order-service compares a message with its data first; no record is about an order that it has. */
    boolean leavesOutStrangers() {
        return service.equals("order");
    }
}
