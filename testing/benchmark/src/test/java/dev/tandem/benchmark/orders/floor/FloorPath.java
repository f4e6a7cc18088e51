package dev.tandem.benchmark.orders.floor;

import java.util.UUID;

/**
 * The path of an order, frozen: 13 transactions with 34 statements over four databases, and four of its five requests.
 * The first request is the customer's; it is answered between the two methods, and both run on its thread.
 */
final class FloorPath {

    /** The requests to the other services and to the provider. */
    interface Requests {

        void reserve(UUID order, String sku) throws Exception;

        void pay(UUID order) throws Exception;

        void charge(UUID order) throws Exception;

        void capture(UUID order) throws Exception;
    }

    private final FloorOrders orders;
    private final FloorInventory inventory;
    private final FloorPayments payments;
    private final FloorNotifications notifications;
    private final Requests requests;

    FloorPath(
            FloorOrders orders,
            FloorInventory inventory,
            FloorPayments payments,
            FloorNotifications notifications,
            Requests requests) {
        this.orders = orders;
        this.inventory = inventory;
        this.payments = payments;
        this.notifications = notifications;
        this.requests = requests;
    }

    /** Until the customer has an answer. */
    void place(UUID order, String sku) throws Exception {
        orders.accept(order, sku);
        requests.reserve(order, sku);
        orders.noteStep(order);
        requests.pay(order);
        orders.confirm(order);
    }

    /** What the request to reserve does. */
    void reserve(UUID order, String sku) throws Exception {
        inventory.reserve(order, sku);
    }

    /** What the request to pay does. */
    void pay(UUID order) throws Exception {
        payments.note(order);
        requests.charge(order);
        payments.noteOutcome(order);
    }

    /** What the consumers of the confirmation do. */
    void finish(UUID order, String sku) throws Exception {
        inventory.commit(order, sku);
        payments.aimForCapture(order);
        payments.claim(order);
        requests.capture(order);
        payments.noteCapture(order);
        notifications.note(order);
        notifications.claim(order);
        notifications.noteSent(order);
    }
}
