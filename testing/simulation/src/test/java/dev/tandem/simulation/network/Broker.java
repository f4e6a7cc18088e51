package dev.tandem.simulation.network;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.tandem.contracts.Message;
import dev.tandem.messaging.wire.MessageCatalogue;
import dev.tandem.messaging.wire.MessageHeaders;
import dev.tandem.simulation.database.Database.OutboxRow;
import dev.tandem.simulation.engine.Scheduler;
import dev.tandem.simulation.engine.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * Kafka. Each subject of a topic has a log of its own: consumers may rely on the sequence of messages within a subject,
 * and on no other.
 */
public final class Broker {

    private final Map<Class<?>, String> topics = new HashMap<>();
    private final List<TopicConsumer> consumers = new ArrayList<>();
    private final Map<String, Log> logs = new HashMap<>();
    private final Map<String, OutboxRow> rows = new LinkedHashMap<>();
    private final IdentityHashMap<Message, OutboxRow> rowsByMessage = new IdentityHashMap<>();

    public void subscribe(TopicConsumer consumer) {
        consumers.add(consumer);
    }

    /** Appends a message, and the same fact in the earlier versions that are still published. */
    void append(OutboxRow row) {
        rows.put(row.id(), row);
        rowsByMessage.put(row.message(), row);
        var log = logs.computeIfAbsent(
                logOf(row.message()),
                _ -> new Log(topicOf(row.message()), row.message().subject(), logs.size()));
        Stream.concat(Stream.of(row.message()), row.message().earlierVersions().stream())
                .forEach(version -> log.records().add(recordOf(log, row.id(), version)));
        consumers.stream()
                .filter(consumer -> consumer.topic().equals(log.topic()))
                .forEach(consumer -> consumer.arrive(log));
    }

    private static ConsumerRecord<String, byte[]> recordOf(Log log, String id, Message version) {
        return new ConsumerRecord<>(
                log.topic(),
                log.partition(),
                log.records().size(),
                Scheduler.START.toEpochMilli(),
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                log.subject(),
                id.getBytes(UTF_8),
                headers(id, version),
                Optional.empty());
    }

    /** Without a header for the time, the timestamp of the record counts. */
    private static Headers headers(String id, Message version) {
        return new RecordHeaders()
                .add(MessageHeaders.ID, id.getBytes(UTF_8))
                .add(
                        MessageHeaders.TYPE,
                        MessageCatalogue.typeOf(version.getClass()).getBytes(UTF_8));
    }

    /** The message of a payload, which is the id of its row. */
    public Message read(byte[] payload) {
        return requireNonNull(rows.get(new String(payload, UTF_8))).message();
    }

    OutboxRow rowOf(Message message) {
        return requireNonNull(rowsByMessage.get(message));
    }

    /** The log of a message. Messages of one log never overtake each other. */
    public String logOf(Message message) {
        return topicOf(message) + "/" + message.subject();
    }

    private String topicOf(Message message) {
        return topics.computeIfAbsent(
                message.getClass(), _ -> MessageCatalogue.channelOf(message).value());
    }

    /** Lets the consumers of a service continue from their positions. */
    public void resume(Service service) {
        consumers.stream().filter(consumer -> consumer.belongsTo(service)).forEach(TopicConsumer::resume);
    }

    /** Whether all messages have been read. */
    public boolean isIdle() {
        return consumers.stream().allMatch(TopicConsumer::isAtEnd);
    }

    /** The ids of all messages that have arrived. */
    public Set<String> arrived() {
        return rows.keySet();
    }

    public void reset() {
        logs.clear();
        rows.clear();
        rowsByMessage.clear();
        consumers.forEach(TopicConsumer::reset);
    }
}
