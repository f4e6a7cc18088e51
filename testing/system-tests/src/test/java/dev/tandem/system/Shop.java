package dev.tandem.system;

import static java.util.Objects.requireNonNull;

import dev.tandem.local.settings.StackSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The system as its HTTP clients see it. */
public final class Shop {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    private final StackSettings ports;

    public Shop(StackSettings ports) {
        this.ports = ports;
    }

    /** An order that a customer wants to place. */
    public record Order(String customer, String sku, int quantity, String token) {

        public static Order of(String sku, int quantity) {
            return new Order("customer-" + UUID.randomUUID(), sku, quantity, "tok_visa");
        }

        public Order payingWith(String otherToken) {
            return new Order(customer, sku, quantity, otherToken);
        }

        public String email() {
            return customer + "@example.com";
        }

        String asJson() {
            return """
                    {"customerId": "%s", "items": [{"sku": "%s", "quantity": %d}],
                     "payment": {"token": "%s"}, "contact": {"email": "%s"}}""".formatted(customer, sku, quantity, token, email());
        }
    }

    /** An answer of the system. */
    public record Answer(int status, HttpHeaders headers, JsonNode body) {

        public String text(String field) {
            return requireNonNull(body.get(field), field).asString();
        }

        /** The id of the order, which an answer carries as {@code id} or, if it is a problem, as {@code orderId}. */
        public UUID orderId() {
            return UUID.fromString(text(body.has("id") ? "id" : "orderId"));
        }
    }

    public Answer place(Order order) {
        return placeRaw(order.asJson());
    }

    /** Places an order with additional headers, each followed by its value. */
    Answer place(Order order, String... headers) {
        var request = post(ports.orderPort(), "/api/orders", order.asJson());
        // The builder refuses an empty list.
        return send((headers.length == 0 ? request : request.headers(headers)).build());
    }

    /** Places an order at one of several instances. */
    Answer placeAt(int port, Order order) {
        return send(post(port, "/api/orders", order.asJson()).build());
    }

    /** Whether an instance reports to load balancers that it is ready for requests. */
    boolean isReady(int port) {
        try {
            return get(port, "/actuator/health/readiness").status() == 200;
        } catch (UncheckedIOException unreachable) {
            return false;
        }
    }

    public Answer placeRaw(String json) {
        return send(post(ports.orderPort(), "/api/orders", json).build());
    }

    public Answer cancel(UUID orderId) {
        return send(post(ports.orderPort(), "/api/orders/" + orderId + "/cancellation", "")
                .build());
    }

    public Answer find(UUID orderId) {
        return get(ports.orderPort(), "/api/orders/" + orderId);
    }

    Answer ordersOf(String customer) {
        return get(ports.orderPort(), "/api/orders?customerId=" + customer);
    }

    Answer newest() {
        return get(ports.orderPort(), "/api/orders");
    }

    Answer products() {
        return get(ports.orderPort(), "/api/products");
    }

    Answer notificationsOf(UUID orderId) {
        return get(ports.notificationPort(), "/api/notifications?orderId=" + orderId);
    }

    /** Calls inventory-service as order-service does. */
    Answer reserve(UUID orderId, Order order) {
        var body = Map.of("lines", List.of(Map.of("sku", order.sku(), "quantity", order.quantity())));
        return send(put(ports.inventoryPort(), "/internal/reservations/" + orderId, body));
    }

    /** Calls payment-service as order-service does. */
    Answer authorize(UUID orderId, Order order, long amount) {
        var body = Map.of("amount", Map.of("amount", amount, "currency", "EUR"), "token", order.token());
        return send(put(ports.paymentPort(), "/internal/payments/" + orderId, body));
    }

    /** The payments that wait for an operator, as an operator sees them. */
    Answer parkedPayments() {
        return get(ports.paymentPort(), "/actuator/parkedpayments");
    }

    /** Has payment-service ask the provider again, as an operator does. */
    Answer retryPayment(UUID orderId) {
        var decision = "{\"operator\": \"grace\", \"reason\": \"the provider is back\"}";
        return send(post(ports.paymentPort(), "/actuator/parkedpayments/" + orderId, decision)
                .build());
    }

    private static Answer get(int port, String path) {
        return send(HttpRequest.newBuilder(uri(port, path)).build());
    }

    private static HttpRequest.Builder post(int port, String path, String json) {
        return HttpRequest.newBuilder(uri(port, path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json));
    }

    private static HttpRequest put(int port, String path, Object body) {
        return HttpRequest.newBuilder(uri(port, path))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
    }

    private static URI uri(int port, String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private static Answer send(HttpRequest request) {
        try {
            var answer = HTTP.send(request, BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.headers(), JSON.readTree(answer.body()));
        } catch (IOException failed) {
            throw new UncheckedIOException(request + " got no answer", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
