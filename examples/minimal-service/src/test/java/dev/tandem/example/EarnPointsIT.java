package dev.tandem.example;

import static dev.tandem.example.ConfirmedOrders.POINTS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.contracts.order.OrderEvent.OrderConfirmed;
import dev.tandem.example.PointsEvent.PointsEarned;
import dev.tandem.messaging.Outbox;
import dev.tandem.testing.infrastructure.RealInfrastructure;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest
@RealInfrastructure
@Import(RecordedPoints.class)
class EarnPointsIT {

    @Autowired
    EarnPoints earnPoints;

    @Autowired
    CustomerPoints customerPoints;

    @Autowired
    RecordedPoints recorded;

    @Autowired
    Outbox outbox;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    KafkaTemplate<String, byte[]> kafka;

    @Autowired
    JsonMapper json;

    private final String customer = "ada-" + UUID.randomUUID();

    @Test
    void a_confirmed_order_earns_points_and_publishes_that() {
        var order = ConfirmedOrders.of(customer);
        transactions.executeWithoutResult(_ -> outbox.add(order));

        var event = awaitEvents(1).getFirst();
        assertThat(event).isEqualTo(new PointsEarned(customer, order.orderId(), POINTS, POINTS, event.earnedAt()));
        assertThat(customerPoints.of(customer)).isEqualTo(POINTS);
    }

    @Test
    void a_change_that_rolls_back_is_not_published() {
        transactions.executeWithoutResult(transaction -> {
            earnPoints.earn(ConfirmedOrders.of(customer));
            transaction.setRollbackOnly();
        });
        var second = ConfirmedOrders.of(customer);
        earnPoints.earn(second);

        assertThat(awaitEvents(1)).extracting(PointsEarned::orderId).containsExactly(second.orderId());
        assertThat(customerPoints.of(customer)).isEqualTo(POINTS);
    }

    @Test
    void a_message_that_arrives_twice_is_handled_once() {
        var first = record(ConfirmedOrders.of(customer));
        kafka.send(first);
        kafka.send(first);
        kafka.send(record(ConfirmedOrders.of(customer)));

        assertThat(awaitEvents(2)).extracting(PointsEarned::total).containsExactly(POINTS, 2 * POINTS);
    }

    @Test
    void the_sample_is_a_valid_event() throws IOException {
        var sample = sample();
        var event = json.treeToValue(sample, PointsEarned.class);

        assertThat(json.readTree(json.writeValueAsBytes(event))).isEqualTo(sample);
        transactions.executeWithoutResult(_ -> outbox.add(event));
    }

    /** The key is the customer, so that the records of a test stay in their order. */
    private ProducerRecord<String, byte[]> record(OrderConfirmed order) {
        var message = new ProducerRecord<>("order.events", customer, json.writeValueAsBytes(order));
        message.headers()
                .add("ce_id", order.orderId().toString().getBytes(UTF_8))
                .add("ce_time", order.confirmedAt().toString().getBytes(UTF_8))
                .add("ce_type", "order.confirmed.v2".getBytes(UTF_8));
        return message;
    }

    private JsonNode sample() throws IOException {
        var file = "/contracts/present/points.earned.v1.sample.json";
        try (var sample = requireNonNull(getClass().getResourceAsStream(file), file)) {
            return json.readTree(sample);
        }
    }

    private List<PointsEarned> awaitEvents(int count) {
        await().until(() -> recorded.of(customer).size() >= count);
        return recorded.of(customer);
    }
}
