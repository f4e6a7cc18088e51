package dev.tandem.consumercontracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import dev.tandem.contracts.Channel;
import dev.tandem.contracts.Message;
import dev.tandem.contracts.MessageType;
import dev.tandem.contracts.topology.Channels;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.json.JsonMapper;

/** Publishes and consumes messages on Kafka as a service would, without the messaging code of the services. */
public final class KafkaWire implements Wire {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final Map<String, Class<?>> TYPES = Channels.ALL.stream()
            .flatMap(channel -> Arrays.stream(channel.getPermittedSubclasses()))
            .collect(toMap(KafkaWire::typeOf, Function.identity()));

    private final String source;
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, List<ReceivedMessage>> received = new HashMap<>();

    /**
     * Publishes as the given service; begins to consume when messages are first asked for.
     *
     * @param source the service, such as {@code /order-service}
     */
    public KafkaWire(String bootstrapServers, String source) {
        // A request for the end offsets of the topics waits behind the last fetch, on the same connection.
        var settings = Map.<String, Object>of(
                "bootstrap.servers", bootstrapServers, "fetch.max.wait.ms", 10, "auto.offset.reset", "earliest");
        this.source = source;
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        this.consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public void send(Message message) {
        send(message, UUID.randomUUID().toString());
    }

    /** Sends a message with the given correlation id. */
    public void send(Message message, String correlationId) {
        var envelope =
                new ProducerRecord<>(topicOf(channelOf(message)), message.subject(), JSON.writeValueAsBytes(message));
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        UUID.randomUUID().toString(),
                        "ce_type",
                        typeOf(message.getClass()),
                        "ce_source",
                        source,
                        "ce_subject",
                        message.subject(),
                        "ce_time",
                        Instant.now().toString(),
                        "ce_dataschema",
                        MessageType.SCHEMAS + typeOf(message.getClass()),
                        "content-type",
                        "application/json",
                        "correlation-id",
                        correlationId)
                .forEach((name, value) -> envelope.headers().add(name, value.getBytes(UTF_8)));
        producer.send(envelope);
        producer.flush();
    }

    @Override
    public <M extends Message> List<M> received(Class<M> channel, UUID orderId) {
        return receivedRecords(channel, orderId).stream()
                .map(record -> channel.cast(record.message()))
                .toList();
    }

    /** All records about an order, with their keys and headers. */
    public synchronized List<ReceivedMessage> receivedRecords(Class<? extends Message> channel, UUID orderId) {
        listen();
        return received.getOrDefault(orderId.toString(), List.of()).stream()
                .filter(record -> channel.isInstance(record.message()))
                .toList();
    }

    private void listen() {
        if (consumer.assignment().isEmpty()) {
            consumer.assign(Channels.ALL.stream()
                    .flatMap(channel -> consumer.partitionsFor(topicOf(channel)).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList());
            consumer.seekToBeginning(consumer.assignment());
        }
        var ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofMillis(100)).forEach(this::keep);
        }
    }

    /** Skips types that it does not know, as every consumer does: the earlier versions that are still published. */
    private void keep(ConsumerRecord<String, byte[]> envelope) {
        var headers = new HashMap<String, String>();
        envelope.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        var type = TYPES.get(headers.get("ce_type"));
        if (type != null) {
            var record = new ReceivedMessage(envelope.key(), headers, (Message) JSON.readValue(envelope.value(), type));
            received.computeIfAbsent(record.message().subject(), _ -> new ArrayList<>())
                    .add(record);
        }
    }

    private static Class<?> channelOf(Message message) {
        return Channels.ALL.stream()
                .filter(channel -> channel.isInstance(message))
                .findAny()
                .orElseThrow();
    }

    private static String topicOf(Class<?> channel) {
        return requireNonNull(channel.getAnnotation(Channel.class)).value();
    }

    private static String typeOf(Class<?> message) {
        return requireNonNull(message.getAnnotation(MessageType.class)).value();
    }
}
