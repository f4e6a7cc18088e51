package dev.tandem.order;

import static java.util.Objects.requireNonNull;

import dev.tandem.consumercontracts.KafkaWire;
import dev.tandem.consumercontracts.Wire;
import dev.tandem.contracts.Message;
import dev.tandem.contracts.inventory.InventoryCommand;
import dev.tandem.contracts.inventory.InventoryEvent;
import dev.tandem.contracts.payment.PaymentCommand;
import dev.tandem.contracts.payment.PaymentEvent;
import dev.tandem.messaging.Backlog;
import dev.tandem.messaging.Outbox;
import dev.tandem.order.fakes.FakeServices;
import dev.tandem.testing.infrastructure.Infrastructure;
import dev.tandem.testing.infrastructure.RealInfrastructure;
import dev.tandem.testing.infrastructure.RoundTrips;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The whole service with real PostgreSQL and Kafka. All tests share one instance, because it is one consumer of Kafka.
 */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            // Two, one of them for the relay: a request that kept a connection during a remote call would block others.
            "spring.datasource.hikari.maximum-pool-size=2",
            "tandem.order.price-max-age=0s",
            // A busy machine must not cause an order to be handed over.
            "tandem.order.response-budget=8s"
        })
@AutoConfigureRestTestClient
@RealInfrastructure
@Import(RoundTrips.class)
abstract class RunningOrderService {

    static final FakeServices OTHERS = new FakeServices();

    static final KafkaWire INVENTORY = wire("/inventory-service");
    static final KafkaWire PAYMENT = wire("/payment-service");

    @Autowired
    Backlog backlog;

    @Autowired
    RestTestClient http;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ConsumerFactory<?, ?> consumers;

    @Autowired
    Outbox outbox;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    CircuitBreakerRegistry breakers;

    @DynamicPropertySource
    static void others(DynamicPropertyRegistry properties) {
        properties.add("spring.http.serviceclient.inventory.base-url", OTHERS::url);
        properties.add("spring.http.serviceclient.payment.base-url", OTHERS::url);
    }

    @BeforeEach
    void all_is_well() {
        OTHERS.reset();
        breakers.getAllCircuitBreakers().forEach(CircuitBreaker::reset);
    }

    ResponseSpec order(String token) {
        return order(token, Map.of());
    }

    ResponseSpec order(String token, Map<String, String> headers) {
        return http.post()
                .uri("/api/orders")
                .headers(all -> headers.forEach(all::set))
                .contentType(MediaType.APPLICATION_JSON)
                .body("""
                        {"customerId": "ada", "items": [{"sku": "MUG-BLUE", "quantity": 2}],
                         "payment": {"token": "%s"}, "contact": {"email": "ada@example.com"}}""".formatted(token))
                .exchange();
    }

    ResponseSpec cancel(UUID id) {
        return http.post().uri("/api/orders/" + id + "/cancellation").exchange();
    }

    /** The id of the order, which an answer carries as {@code id} or, if it is a problem, as {@code orderId}. */
    static UUID idOf(ResponseSpec answer) {
        var body = requireNonNull(answer.expectBody(Map.class).returnResult().getResponseBody());
        return UUID.fromString(String.valueOf(body.containsKey("id") ? body.get("id") : body.get("orderId")));
    }

    String statusOf(UUID orderId) {
        return jdbc.sql("select status from orders where id = ?")
                .param(orderId)
                .query(String.class)
                .single();
    }

    /** Publishes an event of another service: its source makes no difference to the handler. */
    void publish(Message event) {
        transactions.executeWithoutResult(_ -> outbox.add(event));
    }

    /** Answers the commands about an order's stock that have no answer yet. */
    void letStockAnswer(UUID orderId) {
        answer(INVENTORY, InventoryCommand.class, OTHERS.inventory(), InventoryEvent.class, orderId);
    }

    /** Answers the commands about an order's payment that have no answer yet. */
    void letPaymentAnswer(UUID orderId) {
        answer(PAYMENT, PaymentCommand.class, OTHERS.payments(), PaymentEvent.class, orderId);
    }

    /** Each command has one answer, so the number of answers is the number of commands answered so far. */
    private static <E extends Message> void answer(
            KafkaWire kafka, Class<? extends Message> commands, Wire other, Class<E> answers, UUID orderId) {
        kafka.receivedRecords(commands, orderId).stream()
                .skip(other.received(answers, orderId).size())
                .forEach(
                        command -> kafka.send(other.ask(command.message(), answers, orderId), command.correlationId()));
    }

    private static KafkaWire wire(String source) {
        return new KafkaWire(Infrastructure.get().bootstrapServers(), source);
    }
}
