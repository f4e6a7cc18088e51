package dev.tandem.benchmark.orders.naive;

import com.sun.net.httpserver.HttpExchange;
import dev.tandem.benchmark.orders.parts.Database;
import dev.tandem.benchmark.orders.parts.Http;
import dev.tandem.benchmark.orders.parts.SmallServer;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** Accepts orders, and calls the others inside its transaction. */
final class NaiveOrders {

    private static final JsonMapper JSON = new JsonMapper();
    private static final long PRICE = 1295;

    private final SmallServer server = new SmallServer();
    private final Database database;
    private final URI inventory;
    private final URI payments;
    private final Confirmations confirmations;

    NaiveOrders(Database database, URI inventory, URI payments, Confirmations confirmations) throws IOException {
        this.database = database;
        this.inventory = inventory;
        this.payments = payments;
        this.confirmations = confirmations;
        server.on("/orders", this::place);
    }

    URI address() {
        return server.uri("/orders");
    }

    private void place(HttpExchange request) throws Exception {
        var body = JSON.readTree(request.getRequestBody());
        var item = body.get("items").get(0);
        var order = new Confirmation(
                UUID.randomUUID(),
                body.get("customerId").asString(),
                item.get("sku").asString(),
                item.get("quantity").asInt(),
                PRICE,
                body.get("contact").get("email").asString());
        database.transaction(transaction -> {
            add(transaction, order);
            Http.put(inventory.resolve("/reservations/" + order.orderId()), item.toString());
            Http.put(payments.resolve("/payments/" + order.orderId()), "{\"amount\": " + PRICE + "}");
            transaction.update(
                    "update orders set status = 'CONFIRMED', changed_at = now() where id = ?", order.orderId());
        });
        confirmations.send(order);
        SmallServer.answer(request, 201);
    }

    private static void add(Database.Transaction transaction, Confirmation order) throws Exception {
        transaction.update("""
                insert into orders (id, customer_id, email, payment_token, status, total_amount, total_currency)
                values (?, ?, ?, 'tok_visa', 'PENDING', ?, 'EUR')""", order.orderId(), order.customerId(), order.email(), order.amount());
        transaction.update("""
                insert into order_lines (order_id, position, sku, name, quantity, price_amount, price_currency)
                values (?, 0, ?, 'A product', ?, ?, 'EUR')""", order.orderId(), order.sku(), order.quantity(), order.amount());
    }
}
