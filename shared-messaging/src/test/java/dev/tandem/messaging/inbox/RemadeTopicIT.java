package dev.tandem.messaging.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.contracts.inventory.InventoryEvent;
import dev.tandem.database.AfterCommit;
import dev.tandem.local.server.KafkaBroker;
import dev.tandem.messaging.MessageHandler;
import dev.tandem.messaging.MessagingDatabase;
import dev.tandem.messaging.Settings;
import dev.tandem.messaging.deadletter.DeadLetterStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

/** A topic that was deleted and made anew, in a Kafka of its own: other tests listen to the same topic. */
class RemadeTopicIT {

    private static final String TOPIC = "inventory.events";
    private static final String GROUP = "remade-test";

    private final KafkaBroker kafka = KafkaBroker.forTests();
    private final Map<String, Object> connection = Map.of("bootstrap.servers", kafka.bootstrapServers());
    private final Admin admin = Admin.create(connection);
    private final MessagingDatabase database = new MessagingDatabase();
    private final TopicIds topicIds = new TopicIds(() -> Admin.create(connection));
    private final DeadLetterStore deadLetters = new DeadLetterStore(database.jdbc());
    private final NotingHandler handler = new NotingHandler();
    private final MessageListeners listeners = listeners();

    @BeforeEach
    void createTopic() {
        create();
    }

    @AfterEach
    void close() {
        listeners.stop();
        topicIds.close();
        admin.close();
        kafka.close();
        database.close();
    }

    /** It has fewer messages than the service has handled, so the position of the service is beyond its end. */
    @Test
    void has_its_letters_beside_those_of_the_old_one_while_the_service_runs() throws Exception {
        listeners.start();
        var before = orders(3);
        send("broken before", before);
        awaitAll(1, before);

        remake();
        var after = orders(1);
        send("broken after", after);
        awaitAll(2, after);

        assertLettersOfBoth();
    }

    @Test
    void is_handled_from_its_first_message_on_if_the_service_was_stopped() throws Exception {
        listeners.start();
        var before = orders(3);
        send("broken before", before);
        awaitAll(1, before);
        listeners.stop();

        remake();
        await().until(() -> positions().isEmpty());
        var after = orders(20);
        send("broken after", after);
        listeners.start();
        awaitAll(2, after);

        assertLettersOfBoth();
    }

    private void assertLettersOfBoth() {
        assertThat(database.jdbc()
                        .sql("select convert_from(payload, 'UTF8') from messaging.dead_letters order by id")
                        .query((row, _) -> row.getString(1))
                        .list())
                .containsExactly("broken before", "broken after");
        assertThat(topicIdsOfLetters()).doesNotHaveDuplicates().last().isEqualTo(topicIds.of(TOPIC));
    }

    private static List<UUID> orders(int number) {
        return Stream.generate(UUID::randomUUID).limit(number).toList();
    }

    /** A message that cannot be read, and then one for each of the orders. */
    private void send(String broken, List<UUID> orders) throws Exception {
        try (var producer = new KafkaProducer<>(connection, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(message(UUID.randomUUID(), broken)).get();
            for (var order : orders) {
                producer.send(message(order, "{\"orderId\": \"" + order + "\"}"))
                        .get();
            }
        }
    }

    private static ProducerRecord<String, byte[]> message(UUID order, String json) {
        var message = new ProducerRecord<>(TOPIC, order.toString(), json.getBytes(UTF_8));
        message.headers()
                .add("ce_id", UUID.randomUUID().toString().getBytes(UTF_8))
                .add("ce_type", "inventory.stock-released.v1".getBytes(UTF_8));
        return message;
    }

    private void awaitAll(int letters, List<UUID> orders) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(handler.handled).containsAll(orders);
            assertThat(topicIdsOfLetters()).hasSize(letters);
        });
    }

    private List<String> topicIdsOfLetters() {
        return database.jdbc()
                .sql("select topic_id from messaging.dead_letters order by id")
                .query((row, _) -> row.getString(1))
                .list();
    }

    private Map<TopicPartition, OffsetAndMetadata> positions() throws Exception {
        return admin.listConsumerGroupOffsets(GROUP)
                .partitionsToOffsetAndMetadata()
                .get();
    }

    private void remake() throws Exception {
        admin.deleteTopics(List.of(TOPIC)).all().get();
        create();
    }

    /** Until Kafka has deleted the topic, it cannot be made anew. */
    private void create() {
        await().ignoreExceptions().until(() -> {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
            return true;
        });
    }

    private MessageListeners listeners() {
        var meters = new SimpleMeterRegistry();
        var incoming = PlainConsumer.of(TOPIC, handler, database.dataSource(), topicIds, meters);
        var consumers = new DefaultKafkaConsumerFactory<String, byte[]>(connection);
        InboxAutoConfiguration.messageConsumer().customize(consumers);
        return new MessageListeners(
                consumers,
                List.of(incoming),
                ConsumerErrors.handler(deadLetters, topicIds, Settings.DEFAULT),
                Settings.DEFAULT,
                meters,
                GROUP);
    }

    private static final class NotingHandler implements MessageHandler<InventoryEvent> {

        private final Set<UUID> handled = ConcurrentHashMap.newKeySet();

        @Override
        public void handle(InventoryEvent message) {
            AfterCommit.run(() -> handled.add(message.orderId()));
        }
    }
}
