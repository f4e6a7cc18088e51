package dev.tandem.benchmark.orders.naive;

import com.sun.net.httpserver.HttpExchange;
import dev.tandem.benchmark.orders.parts.Database;
import dev.tandem.benchmark.orders.parts.SmallServer;
import java.io.IOException;
import java.net.URI;
import tools.jackson.databind.json.JsonMapper;

/** Reserves stock for an order, and commits it when the order is confirmed. */
final class NaiveInventory {

    private static final JsonMapper JSON = new JsonMapper();

    private final SmallServer server = new SmallServer();
    private final Database database;

    NaiveInventory(Database database) throws IOException {
        this.database = database;
        server.on("/reservations/", this::reserve);
    }

    URI address() {
        return server.uri("/");
    }

    private void reserve(HttpExchange request) throws Exception {
        var order = SmallServer.id(request);
        var item = JSON.readTree(request.getRequestBody());
        var sku = item.get("sku").asString();
        var quantity = item.get("quantity").asInt();
        database.transaction(transaction -> {
            transaction.update("insert into reservations (order_id, status) values (?, 'HELD')", order);
            transaction.update(
                    "insert into reservation_lines (order_id, sku, quantity) values (?, ?, ?)", order, sku, quantity);
            transaction.update("update products set reserved = reserved + ? where sku = ?", quantity, sku);
        });
        SmallServer.answer(request, 200);
    }

    void commit(Confirmation order) throws Exception {
        database.transaction(transaction -> {
            transaction.update("update reservations set status = 'COMMITTED' where order_id = ?", order.orderId());
            transaction.update(
                    "update products set on_hand = on_hand - ?, reserved = reserved - ? where sku = ?",
                    order.quantity(),
                    order.quantity(),
                    order.sku());
        });
    }
}
