package dev.tandem.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands in for inventory-service: it answers, fails as often as a test asks for, or never answers. */
final class FakeInventory implements AutoCloseable {

    private static final String PRODUCTS = """
        [{"sku": "MUG-BLUE", "name": "Mug, blue", "price": {"amount": 101, "currency": "EUR"}, "available": 3},
         {"sku": "MUG-GOLD", "name": "Mug, gold", "price": {"amount": 9900, "currency": "EUR"}, "available": 1},
         {"sku": "MUG-GONE", "name": "Mug, gone", "price": {"amount": 1, "currency": "EUR"}, "available": 0}]""";

    private final HttpServer server;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger failuresLeft = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean silent;

    FakeInventory(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress("localhost", port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/internal/products", this::answer);
        server.start();
    }

    int requests() {
        return requests.get();
    }

    void fail(int times) {
        failuresLeft.set(times);
    }

    void neverAnswer() {
        silent = true;
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        if (silent) {
            awaitClose();
        }
        try (exchange) {
            var isFailure = failuresLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            var body = (isFailure ? "{}" : PRODUCTS).getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(isFailure ? 500 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private void awaitClose() {
        try {
            closed.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
