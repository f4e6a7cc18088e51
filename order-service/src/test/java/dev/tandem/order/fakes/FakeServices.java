package dev.tandem.order.fakes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Arrays.stream;
import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.toSet;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tandem.context.Deadline;
import dev.tandem.contracts.inventory.ReserveStockRequest;
import dev.tandem.contracts.payment.AuthorizePaymentRequest;
import dev.tandem.web.problem.ProblemException;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Both services over HTTP at one address, with the faults that a network or a crash can add. */
public final class FakeServices {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();

    private final HttpServer server;
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();
    private final AtomicInteger paymentsRequested = new AtomicInteger();
    private volatile FakeInventory inventory = new FakeInventory();
    private volatile FakePayments payments = new FakePayments();
    private volatile long timeLeft;
    private volatile CountDownLatch hold = new CountDownLatch(0);

    /** Starts the server, with a thousand mugs of each colour in stock. */
    public FakeServices() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/internal/", this::answer);
        server.start();
        reset();
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    public FakeInventory inventory() {
        return inventory;
    }

    public FakePayments payments() {
        return payments;
    }

    /** How often payments have been requested since the last reset. */
    public int paymentsRequested() {
        return paymentsRequested.get();
    }

    /** The milliseconds that the last request for a payment had left. */
    public long timeLeft() {
        return timeLeft;
    }

    public void reset() {
        failures.clear();
        paymentsRequested.set(0);
        release();
        inventory = new FakeInventory();
        inventory.stock("MUG-BLUE", 1000);
        inventory.stock("MUG-RED", 1000);
        payments = new FakePayments();
    }

    /** Makes one resource, such as {@code payments}, answer with this status and do nothing. */
    public void fail(String resource, int status) {
        failures.put(resource, status);
    }

    /** Makes payments wait until they are released. */
    public void holdPayments() {
        hold = new CountDownLatch(1);
    }

    public void release() {
        hold.countDown();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath().split("/");
            var body = exchange.getRequestBody().readAllBytes();
            var given = requireNonNullElse(exchange.getRequestHeaders().getFirst(Deadline.HEADER), "1000");
            if (path[2].equals("payments")) {
                timeLeft = Long.parseLong(given);
                paymentsRequested.incrementAndGet();
                hold.await();
            }
            var failure = given.equals("0") ? Integer.valueOf(504) : failures.get(path[2]);
            send(exchange, failure == null ? result(path, exchange, body) : problem(failure, "time-is-up"));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private record Result(int status, String type, Object body) {}

    private Result result(String[] path, HttpExchange exchange, byte[] body) {
        try {
            return new Result(
                    200,
                    "application/json",
                    switch (path[2]) {
                        case "products" -> inventory.products(skus(exchange));
                        case "reservations" ->
                            inventory.reserve(UUID.fromString(path[3]), read(body, ReserveStockRequest.class));
                        default ->
                            payments.authorize(UUID.fromString(path[3]), read(body, AuthorizePaymentRequest.class));
                    });
        } catch (JacksonException | IllegalArgumentException | NullPointerException wrong) {
            return problem(400, "wrong-request");
        } catch (ProblemException refused) {
            return new Result(refused.getStatusCode().value(), "application/problem+json", refused.getBody());
        } catch (FakePayments.NoOutcomeException unknown) {
            return problem(503, "payment-outcome-unknown");
        }
    }

    private static <T> T read(byte[] body, Class<T> type) {
        var request = JSON.readValue(body, type);
        if (!VALIDATOR.validate(request).isEmpty()) {
            throw new IllegalArgumentException("a wrong request");
        }
        return request;
    }

    private static Result problem(int status, String type) {
        return new Result(status, "application/problem+json", Map.of("status", status, "type", "/problems/" + type));
    }

    private static Set<String> skus(HttpExchange exchange) {
        return stream(requireNonNullElse(exchange.getRequestURI().getQuery(), "")
                        .split("&"))
                .filter(parameter -> parameter.startsWith("sku="))
                .map(parameter -> parameter.substring("sku=".length()))
                .collect(toSet());
    }

    private static void send(HttpExchange exchange, Result result) throws IOException {
        var body = JSON.writeValueAsString(result.body()).getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", result.type());
        exchange.sendResponseHeaders(result.status(), body.length);
        exchange.getResponseBody().write(body);
    }
}
