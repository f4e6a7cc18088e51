package dev.tandem.system.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.local.LocalStack;
import dev.tandem.local.settings.ServiceDefinition;
import dev.tandem.system.RunningSystem;
import dev.tandem.system.Shop;
import dev.tandem.system.Shop.Order;
import dev.tandem.system.SystemInvariants;
import dev.tandem.system.fuzz.http.HttpAnswer;
import dev.tandem.system.fuzz.http.HttpCase;
import dev.tandem.system.fuzz.http.HttpCase.Framing;
import dev.tandem.system.fuzz.http.RawHttp;
import dev.tandem.system.fuzz.records.Consumer;
import dev.tandem.system.fuzz.records.KafkaTarget;
import dev.tandem.system.fuzz.records.RecordCase;
import dev.tandem.system.fuzz.records.RecordMaker;
import dev.tandem.system.fuzz.values.Expectation;
import dev.tandem.system.fuzz.values.Vocabulary;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The system under attack: it serves no other customers, and operators decide about its dead letters. */
final class FuzzedSystem implements AutoCloseable {

    private final Duration patience;
    private final RunningSystem system = RunningSystem.start("fuzz");
    private final Shop shop = new Shop(stack().settings());
    private final SystemInvariants invariants = new SystemInvariants(stack());
    private final Map<String, Integer> ports = stack().settings().services().stream()
            .collect(Collectors.toMap(ServiceDefinition::name, ServiceDefinition::port));
    private final Map<String, Operator> operators = ports.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, each -> new Operator(each.getValue())));
    private final KafkaTarget kafka = new KafkaTarget(stack().settings().kafkaPort());
    private final String knownOrder =
            shop.place(Order.of(Vocabulary.KEPT, 1)).orderId().toString();

    /**
     * Starts the system.
     *
     * @param patience how long the system may take to handle everything that was sent
     */
    FuzzedSystem(Duration patience) {
        this.patience = patience;
        RecordMaker.SHARED.parallelStream().forEach(id -> {
            put(
                    "inventory",
                    "/internal/reservations/" + id,
                    "{\"lines\": [{\"sku\": \"STICKER-TANDEM\", \"quantity\": 1}]}");
            put(
                    "payment",
                    "/internal/payments/" + id,
                    "{\"amount\": {\"amount\": 100, \"currency\": \"EUR\"}, \"token\": \"tok_visa\"}");
        });
    }

    private void put(String service, String path, String body) {
        var json = List.of(new HttpCase.Header("Content-Type", "application/json"));
        var answer = send(new HttpCase(
                0, service, "PUT", path, json, body.getBytes(UTF_8), Framing.LENGTH, Expectation.VALID, "prepared"));
        assertThat(answer.status()).as(path).isEqualTo(200);
    }

    LocalStack stack() {
        return system.stack();
    }

    KafkaTarget kafka() {
        return kafka;
    }

    Operator operator(String service) {
        return requireNonNull(operators.get(service));
    }

    HttpAnswer send(HttpCase request) {
        return RawHttp.exchange(requireNonNull(ports.get(request.service())), request.bytes(knownOrder));
    }

    /** The value of a counter of messages at each consumer. */
    Map<Consumer, Long> counts(String metric) {
        return Consumer.ALL.stream()
                .collect(Collectors.toMap(
                        each -> each, each -> operator(each.service()).count(metric, each.topic())));
    }

    void awaitEndOfTopics() {
        await().atMost(patience)
                .pollInterval(Duration.ofMillis(250))
                .untilAsserted(() -> assertThat(kafka.lags())
                        .as("lag of each consumer")
                        .allSatisfy((_, lag) -> assertThat(lag).isZero()));
    }

    /** Discards all dead letters, and those that become dead behind them. */
    void discardDeadLetters() {
        await().atMost(patience).pollInterval(Duration.ofMillis(250)).until(() -> {
            operators.values().forEach(operator -> operator.dead().forEach(id -> operator.decide(id, "DISCARD")));
            return operators.values().stream()
                    .noneMatch(operator ->
                            operator.hasOpen("DEAD") || operator.hasOpen("WAITING") || operator.hasOpen("READY"));
        });
    }

    /** Compensates steps that were forged for orders that do not exist, as the saga would. */
    void undoForgeries() {
        var payments = invariants.payments();
        strangers(invariants.charges())
                .filter(id -> !payments.containsKey(id))
                .toList()
                .forEach(this::giveBack);
        kafka.send(Stream.concat(
                        strangers(invariants.reservations())
                                .map(id -> command("inventory.commands", "inventory.release-stock.v1", id)),
                        strangers(invariants.payments())
                                .map(id -> command("payment.commands", "payment.refund-payment.v1", id)))
                .toList());
    }

    private Stream<String> strangers(Map<String, String> byOrder) {
        var orders = invariants.orders().keySet();
        return byOrder.keySet().stream().filter(id -> !orders.contains(id));
    }

    private static RecordCase command(String topic, String type, String orderId) {
        var headers =
                List.of(RecordCase.header("ce_id", UUID.randomUUID().toString()), RecordCase.header("ce_type", type));
        var value = "{\"orderId\": \"%s\"}".formatted(orderId).getBytes(UTF_8);
        return new RecordCase(
                0, topic, orderId.getBytes(UTF_8), value, headers, null, type, true, Expectation.VALID, "");
    }

    /** Cancels or refunds a charge that was made at the provider without payment-service. */
    private void giveBack(String key) {
        for (var how : List.of("cancel", "refund")) {
            send(new HttpCase(
                    0,
                    "payment",
                    "POST",
                    "/simulated-provider/charges/%s/%s".formatted(key, how),
                    List.of(),
                    new byte[0],
                    Framing.NONE,
                    Expectation.OPEN,
                    "given back"));
        }
    }

    /** Checks the invariants, once everything is handled. */
    void addsUp() {
        await().atMost(patience).pollInterval(Duration.ofMillis(500)).untilAsserted(invariants::checkBesideForgeries);
        assertThat(Invariants.violations(stack())).as("incomplete data").isEmpty();
    }

    /** Checks that an ordinary customer is served as before. */
    void servesCustomers() {
        var order = Order.of(Vocabulary.KEPT, 1);
        assertThat(shop.place(order).text("status")).isEqualTo("CONFIRMED");
        await().atMost(patience)
                .untilAsserted(
                        () -> assertThat(invariants.mailsTo(order.email())).hasSize(1));
    }

    /** Checks that all services report that they are healthy. */
    void isHealthy() {
        ports.forEach((service, port) -> assertThat(RawHttp.exchange(
                                port,
                                "GET /actuator/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                                        .getBytes(UTF_8))
                        .body())
                .as("%s-service", service)
                .contains("\"status\":\"UP\""));
    }

    @Override
    public void close() {
        operators.values().forEach(Operator::close);
        kafka.close();
        system.close();
    }
}
