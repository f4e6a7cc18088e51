package dev.tandem.benchmark.orders.floor;

import static dev.tandem.benchmark.orders.parts.SmallServer.answer;
import static dev.tandem.benchmark.orders.parts.SmallServer.id;

import com.sun.net.httpserver.HttpExchange;
import dev.tandem.benchmark.orders.parts.Database;
import dev.tandem.benchmark.orders.parts.Http;
import dev.tandem.benchmark.orders.parts.Postgres;
import dev.tandem.benchmark.orders.parts.Products;
import dev.tandem.benchmark.orders.parts.SmallServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;

/**
 * The floor in a process of its own. Its arguments are the ports of PostgreSQL and Kafka, and the file with the
 * password of PostgreSQL. It prints the address at which it accepts orders, and ends when its standard input is closed.
 */
public final class FloorProcess implements FloorPath.Requests {

    private final SmallServer server = new SmallServer();
    private final FloorPath path;

    private FloorProcess(Postgres postgres) throws Exception {
        path = new FloorPath(
                new FloorOrders(Database.create(postgres, "orders")),
                new FloorInventory(Database.create(postgres, "inventory")),
                new FloorPayments(Database.create(postgres, "payment")),
                new FloorNotifications(Database.create(postgres, "notification")),
                this);
        server.on("/orders", this::onOrder)
                .on("/reservations/", this::onReservation)
                .on("/payments/", this::onPayment)
                .on("/charges/", charge -> answer(charge, 200))
                .on("/captures/", capture -> answer(capture, 200));
    }

    static void main(String[] arguments) throws Exception {
        var floor = new FloorProcess(new Postgres(Integer.parseInt(arguments[0]), Path.of(arguments[2])));
        System.out.println(floor.server.uri("/orders"));
        while (System.in.read() >= 0) {}
        System.exit(0);
    }

    private void onOrder(HttpExchange request) throws Exception {
        var order = UUID.randomUUID();
        var sku = Products.any();
        path.place(order, sku);
        answer(request, 201);
        path.finish(order, sku);
    }

    private void onReservation(HttpExchange request) throws Exception {
        path.reserve(id(request), request.getRequestURI().getQuery());
        answer(request, 200);
    }

    private void onPayment(HttpExchange request) throws Exception {
        path.pay(id(request));
        answer(request, 200);
    }

    @Override
    public void reserve(UUID order, String sku) throws IOException {
        Http.put(server.uri("/reservations/" + order + "?" + sku), "");
    }

    @Override
    public void pay(UUID order) throws IOException {
        Http.put(server.uri("/payments/" + order), "");
    }

    @Override
    public void charge(UUID order) throws IOException {
        Http.put(server.uri("/charges/" + order), "");
    }

    @Override
    public void capture(UUID order) throws IOException {
        Http.put(server.uri("/captures/" + order), "");
    }
}
