package dev.tandem.system.fuzz.records;

import java.util.List;

/**
 * A consumer of a topic.
 *
 * @param database the database with its inbox
 * @param topic its name within its service
 */
public record Consumer(String service, String database, String topic) {

    public static final List<Consumer> ALL = List.of(
            new Consumer("order", "orders", "inventory.events"),
            new Consumer("order", "orders", "payment.events"),
            new Consumer("inventory", "inventory", "order.events"),
            new Consumer("inventory", "inventory", "inventory.commands"),
            new Consumer("payment", "payment", "order.events"),
            new Consumer("payment", "payment", "payment.commands"),
            new Consumer("notification", "notification", "order.events"));

    String group() {
        return service + "-service";
    }
}
