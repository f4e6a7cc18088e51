package dev.tandem.messaging.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.messaging.LogLines;
import dev.tandem.testing.infrastructure.Infrastructure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A consumer whose partition has lost its oldest records. */
class DeletedMessagesIT {

    private static final String KAFKA = Infrastructure.get().bootstrapServers();

    private final TopicPartition partition = new TopicPartition("deleted-" + UUID.randomUUID(), 0);
    private final LogLines log = LogLines.of(DeletedMessages.class);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DeletedMessages listener = new DeletedMessages("orders", meters);
    private final Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA));
    private final KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
            Map.of(
                    "bootstrap.servers",
                    KAFKA,
                    "group.id",
                    "deleted-test",
                    "auto.offset.reset",
                    "earliest",
                    // One record at a time: no record is fetched long before it is handled.
                    "max.partition.fetch.bytes",
                    1,
                    "max.poll.records",
                    1),
            new StringDeserializer(),
            new ByteArrayDeserializer());

    @BeforeEach
    void writeTenMessages() throws Exception {
        admin.createTopics(List.of(new NewTopic(partition.topic(), 1, (short) 1)))
                .all()
                .get();
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", KAFKA), new StringSerializer(), new StringSerializer())) {
            for (var i = 0; i < 10; i++) {
                producer.send(new ProducerRecord<>(partition.topic(), "message"))
                        .get();
            }
        }
        consumer.assign(List.of(partition));
    }

    @AfterEach
    void close() {
        consumer.close();
        admin.close();
        log.close();
    }

    @Test
    void says_how_many_messages_were_deleted_unread() throws Exception {
        handledUpTo(2);
        deleteBefore(7);

        assign();
        assign();

        assertThat(deleted()).isEqualTo(5);
        assertThat(log.lines()).singleElement().asString().startsWith("Kafka has deleted 5 messages of " + partition);
        assertThat(handleSome(3)).containsExactly(7L, 8L, 9L);
    }

    @Test
    void says_how_many_messages_were_deleted_while_it_was_behind() throws Exception {
        assign();
        var handled = handleSome(1);
        deleteBefore(7);

        while (handled.getLast() < 9) {
            handled.addAll(handleSome(1));
        }

        assertThat(deleted() + handled.size()).isEqualTo(10);
        assertThat(deleted()).isPositive();
        assertThat(log.lines()).isNotEmpty();
    }

    /** Handles at least so many messages, and returns their offsets. */
    private List<Long> handleSome(int messages) {
        var offsets = new ArrayList<Long>();
        await().until(() -> {
            var records = new ArrayList<ConsumerRecord<String, byte[]>>();
            consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            listener.check(records, consumer);
            records.forEach(message -> offsets.add(message.offset()));
            return offsets.size() >= messages;
        });
        return offsets;
    }

    @Test
    void says_nothing_of_messages_that_were_handled() throws Exception {
        handledUpTo(7);
        deleteBefore(7);

        assign();

        assertThat(deleted()).isZero();
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void says_nothing_when_it_is_new_to_a_topic() throws Exception {
        deleteBefore(7);

        assign();

        assertThat(deleted()).isZero();
    }

    private void assign() {
        listener.onPartitionsAssigned(consumer, List.of(partition));
    }

    private void handledUpTo(long offset) {
        consumer.commitSync(Map.of(partition, new OffsetAndMetadata(offset)));
    }

    private void deleteBefore(long offset) throws Exception {
        admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(offset)))
                .all()
                .get();
    }

    private double deleted() {
        return meters.get("tandem.consumer.deleted")
                .tag("consumer", "orders")
                .counter()
                .count();
    }
}
