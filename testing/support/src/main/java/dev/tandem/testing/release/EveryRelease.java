package dev.tandem.testing.release;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.contracts.Channel;
import dev.tandem.contracts.MessageType;
import dev.tandem.contracts.topology.Channels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The samples of every release of the contracts, in Kafka, as a service finds them when it reads from the beginning.
 */
public final class EveryRelease implements AutoCloseable {

    private static final String SAMPLE = ".sample.json";

    private final List<Sample> samples;

    private EveryRelease(List<Sample> samples) {
        this.samples = samples;
    }

    /**
     * Puts the samples on their topics, which then contain nothing else. Call it before the service starts, and so
     * before Kafka knows it as a consumer.
     */
    public static EveryRelease inKafka() {
        var topics = topicsByType();
        ContractTopics.create();
        ContractTopics.empty();
        var samples = readSamples().stream()
                .map(resource -> Sample.of(resource, topics))
                .toList();
        send(samples);
        return new EveryRelease(samples);
    }

    /** Empties the topics, so that the services of other tests do not find the samples there. */
    @Override
    public void close() {
        ContractTopics.empty();
    }

    /**
     * The samples on the given topics that a service has not handled, each with the reason if it is known.
     *
     * @param leftOut the types of messages that the service has left out, because they change nothing for it
     */
    public List<String> unhandledBy(JdbcClient database, Collection<String> topics, Collection<String> leftOut) {
        var handled = handledBy(database);
        return samples.stream()
                .filter(sample -> topics.contains(sample.topic()))
                .filter(sample -> !handled.contains(sample.id()))
                .filter(sample -> !leftOut.contains(sample.type()) || isDeadLetter(database, sample))
                .map(sample -> sample.id() + ": " + reason(database, sample))
                .toList();
    }

    private static Set<String> handledBy(JdbcClient database) {
        return database.sql("select message_id from messaging.inbox")
                .query((row, _) -> row.getString(1))
                .set();
    }

    private static boolean isDeadLetter(JdbcClient database, Sample sample) {
        return database.sql("select exists (select from messaging.dead_letters where message_id = ?)")
                .param(sample.id())
                .query(Boolean.class)
                .single();
    }

    private static String reason(JdbcClient database, Sample sample) {
        return database.sql("select coalesce(error, state) from messaging.dead_letters where message_id = ?")
                .param(sample.id())
                .query((row, _) -> row.getString(1))
                .optional()
                .orElse("not arrived");
    }

    /** A sample; its id says where it is from, such as {@code released/1/order.confirmed.v1}. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Sample(String id, String type, String topic, byte[] payload) {

        static Sample of(Resource resource, Map<String, String> topics) {
            try {
                var id = resource.getURL()
                        .getPath()
                        .replaceFirst(".*/contracts/", "")
                        .replace(SAMPLE, "");
                var type = id.substring(id.lastIndexOf('/') + 1);
                var topic = topics.get(type);
                if (topic == null) {
                    throw new IllegalStateException("no channel has messages of the type " + type);
                }
                return new Sample(id, type, topic, resource.getContentAsByteArray());
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        /** With a key of its own, so that none waits behind another. */
        ProducerRecord<String, byte[]> toRecord() {
            var message = new ProducerRecord<>(topic, id, payload);
            message.headers().add("ce_id", id.getBytes(UTF_8)).add("ce_type", type.getBytes(UTF_8));
            return message;
        }
    }

    private static List<Resource> readSamples() {
        try {
            return Arrays.asList(
                    new PathMatchingResourcePatternResolver().getResources("classpath*:contracts/**/*" + SAMPLE));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Map<String, String> topicsByType() {
        var topics = new TreeMap<String, String>();
        for (var channel : Channels.ALL) {
            var topic = channel.getAnnotation(Channel.class).value();
            Channels.messagesOf(channel)
                    .forEach(message ->
                            topics.put(message.getAnnotation(MessageType.class).value(), topic));
        }
        return topics;
    }

    private static void send(List<Sample> samples) {
        try (var producer =
                new KafkaProducer<>(ContractTopics.connection(), new StringSerializer(), new ByteArraySerializer())) {
            samples.forEach(sample -> producer.send(sample.toRecord()));
        }
    }
}
