package dev.tandem.benchmark.orders.naive;

import com.sun.net.httpserver.HttpExchange;
import dev.tandem.benchmark.orders.parts.Database;
import dev.tandem.benchmark.orders.parts.Http;
import dev.tandem.benchmark.orders.parts.SmallServer;
import java.io.IOException;
import java.net.URI;
import tools.jackson.databind.json.JsonMapper;

/** Has the provider authorise and capture payments, inside its transactions. */
final class NaivePayments {

    private static final JsonMapper JSON = new JsonMapper();

    private final SmallServer server = new SmallServer();
    private final Database database;
    private final URI provider;

    NaivePayments(Database database, URI provider) throws IOException {
        this.database = database;
        this.provider = provider;
        server.on("/payments/", this::authorize);
    }

    /** A provider that answers everything with success. */
    static URI provider() throws IOException {
        return new SmallServer()
                .on("/charges/", charge -> SmallServer.answer(charge, 200))
                .uri("/");
    }

    URI address() {
        return server.uri("/");
    }

    private void authorize(HttpExchange request) throws Exception {
        var order = SmallServer.id(request);
        var amount = JSON.readTree(request.getRequestBody()).get("amount").asLong();
        database.transaction(transaction -> {
            transaction.update("""
                    insert into payments (order_id, amount, currency, token, status)
                    values (?, ?, 'EUR', 'tok_visa', 'PENDING')""", order, amount);
            Http.put(provider.resolve("/charges/" + order), "{\"amount\": " + amount + "}");
            transaction.update("update payments set status = 'AUTHORIZED' where order_id = ?", order);
        });
        SmallServer.answer(request, 200);
    }

    void capture(Confirmation order) throws Exception {
        database.transaction(transaction -> {
            Http.put(provider.resolve("/charges/" + order.orderId() + "/capture"), "{}");
            transaction.update("update payments set status = 'CAPTURED' where order_id = ?", order.orderId());
        });
    }
}
