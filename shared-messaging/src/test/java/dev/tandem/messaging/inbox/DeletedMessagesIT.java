package dev.tandem.messaging.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.testing.infrastructure.Infrastructure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
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
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A consumer whose partition has lost its oldest records. */
@ExtendWith(OutputCaptureExtension.class)
class DeletedMessagesIT {

    private static final String KAFKA = Infrastructure.get().bootstrapServers();

    private final TopicPartition partition = new TopicPartition("deleted-" + UUID.randomUUID(), 0);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DeletedMessages listener = new DeletedMessages("orders", meters);
    private final Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA));
    private final KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
            Map.of("bootstrap.servers", KAFKA, "group.id", "deleted-test", "auto.offset.reset", "earliest"),
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
    }

    @Test
    void says_how_many_messages_were_deleted_unread(CapturedOutput log) throws Exception {
        handledUpTo(2);
        deleteBefore(7);

        assign();
        assign();

        assertThat(deleted()).isEqualTo(5);
        assertThat(log).contains("Kafka has deleted 5 messages of " + partition);
        assertThat(consumer.poll(Duration.ofSeconds(10)).count()).isEqualTo(3);
    }

    @Test
    void says_nothing_of_messages_that_were_handled(CapturedOutput log) throws Exception {
        handledUpTo(7);
        deleteBefore(7);

        assign();

        assertThat(deleted()).isZero();
        assertThat(log).doesNotContain("Kafka has deleted");
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
