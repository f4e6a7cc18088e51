package dev.tandem.messaging.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.tandem.contracts.inventory.InventoryEvent;
import dev.tandem.contracts.inventory.InventoryEvent.StockReserved;
import dev.tandem.database.AfterCommit;
import dev.tandem.messaging.MessageHandler;
import dev.tandem.messaging.deadletter.DeadLetter.State;
import dev.tandem.messaging.deadletter.DeadLetters.Filter;
import dev.tandem.messaging.deadletter.DeadLetters.Instruction;
import dev.tandem.testing.infrastructure.RealInfrastructure;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;

/** Messages that cannot be handled, and those behind them. */
@SpringBootTest(
        classes = FragileConsumer.Application.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=dead-letters-test",
            "tandem.messaging.max-back-off=100ms",
            "spring.datasource.hikari.connection-timeout=500",
            "spring.kafka.consumer.fetch-max-wait=20ms",
            "management.endpoints.web.exposure.include=deadletters,metrics",
            "logging.level.root=warn"
        })
@RealInfrastructure
abstract class FragileConsumer {

    static final String TOPIC = "inventory.events";
    static final String SENT_AT = "2026-01-01T00:00:00Z";
    static final Instruction INSTRUCTION = new Instruction("ada", "the handler is mended");

    @Autowired
    DeadLetters deadLetters;

    @Autowired
    FragileHandler handler;

    @Autowired
    ProducerFactory<?, ?> producers;

    @Autowired
    JdbcConnectionDetails database;

    @Autowired
    MeterRegistry meters;

    @LocalServerPort
    int port;

    DeadLetter awaitDead(UUID order) {
        await().until(() -> open(order).stream().anyMatch(letter -> letter.state() == State.DEAD));
        return open(order).getFirst();
    }

    List<DeadLetter> open(UUID order) {
        return WholeLetters.of(deadLetters, new Filter(null, TOPIC, null, order.toString()));
    }

    void send(UUID order, int quantity) {
        send(order, "inventory.stock-reserved.v1", json(order, quantity));
    }

    void send(UUID order, String type, String json) {
        send(order, UUID.randomUUID().toString(), type, json);
    }

    void send(UUID order, String id, String type, String json) {
        send(order, id, type, json.getBytes(UTF_8));
    }

    void send(UUID order, String id, String type, byte[] payload) {
        var message = new ProducerRecord<>(TOPIC, order.toString(), payload);
        message.headers()
                .add("ce_id", id.getBytes(UTF_8))
                .add("ce_time", SENT_AT.getBytes(UTF_8))
                .add("ce_type", type.getBytes(UTF_8));
        template().send(message).join();
    }

    static String json(UUID order, int quantity) {
        return """
            {"orderId": "%s", "lines": [{"sku": "MUG-BLUE", "quantity": %d}]}\
            """.formatted(order, quantity);
    }

    @SuppressWarnings("unchecked")
    KafkaTemplate<String, byte[]> template() {
        return new KafkaTemplate<>((ProducerFactory<String, byte[]>) producers);
    }

    /** Fails on request, and records the quantities that it has handled. */
    static class FragileHandler implements MessageHandler<InventoryEvent> {

        private final Map<UUID, List<Integer>> handled = new ConcurrentHashMap<>();
        private final Map<UUID, Integer> poison = new ConcurrentHashMap<>();
        private final Map<UUID, Integer> failuresLeft = new ConcurrentHashMap<>();
        private final Map<UUID, Integer> attempts = new ConcurrentHashMap<>();
        private final JdbcClient jdbc;

        FragileHandler(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        void failAt(UUID order, int quantity) {
            poison.put(order, quantity);
        }

        void failTimes(UUID order, int times) {
            failuresLeft.put(order, times);
        }

        void mend(UUID order) {
            poison.remove(order);
        }

        int attemptsAt(UUID order) {
            return attempts.getOrDefault(order, 0);
        }

        List<Integer> handled(UUID order) {
            return handled.getOrDefault(order, List.of());
        }

        @Override
        public void handle(InventoryEvent message) {
            var order = message.orderId();
            var line = ((StockReserved) message).lines().getFirst();
            var quantity = line.quantity();
            jdbc.sql("select cast(? as text)")
                    .param(line.sku())
                    .query(String.class)
                    .single();
            attempts.merge(order, 1, Integer::sum);
            if (failuresLeft.getOrDefault(order, 0) > 0) {
                failuresLeft.merge(order, -1, Integer::sum);
                throw new IllegalStateException("cannot handle " + quantity + " now");
            }
            if (Integer.valueOf(quantity).equals(poison.get(order))) {
                throw new IllegalStateException("cannot handle " + quantity);
            }
            AfterCommit.run(() -> handled.computeIfAbsent(order, _ -> new CopyOnWriteArrayList<>())
                    .add(quantity));
        }
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        FragileHandler fragileHandler(JdbcClient jdbc) {
            return new FragileHandler(jdbc);
        }
    }
}
