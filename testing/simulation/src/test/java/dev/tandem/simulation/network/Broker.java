package dev.tandem.simulation.network;

import dev.tandem.contracts.Channel;
import dev.tandem.contracts.Message;
import dev.tandem.simulation.database.Database.OutboxRow;
import dev.tandem.simulation.engine.Service;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Kafka. Each subject of a topic has a log of its own: consumers may rely on the sequence of messages within a subject,
 * and on no other.
 */
public final class Broker {

    private final Map<Class<?>, String> topics = new HashMap<>();
    private final Map<String, List<Subscriber>> subscribers = new HashMap<>();
    private final Map<String, List<OutboxRow>> logs = new LinkedHashMap<>();
    private final Map<String, LogConsumer> consumers = new LinkedHashMap<>();

    public void subscribe(String topic, Subscriber subscriber) {
        subscribers.computeIfAbsent(topic, _ -> new ArrayList<>()).add(subscriber);
    }

    void append(OutboxRow row) {
        var topic = topicOf(row.message());
        var log = logOf(row.message());
        var messages = logs.computeIfAbsent(log, _ -> new ArrayList<>());
        messages.add(row);
        for (var subscriber : subscribers.getOrDefault(topic, List.of())) {
            consumers
                    .computeIfAbsent(
                            subscriber.service().name() + "<" + log, _ -> new LogConsumer(subscriber, messages))
                    .plan();
        }
    }

    /** The log of a message. Messages of one log never overtake each other. */
    public String logOf(Message message) {
        return topicOf(message) + "/" + message.subject();
    }

    private String topicOf(Message message) {
        return topics.computeIfAbsent(
                message.getClass(),
                type -> Arrays.stream(type.getInterfaces())
                        .map(channel -> channel.getAnnotation(Channel.class))
                        .filter(channel -> channel != null)
                        .findAny()
                        .orElseThrow()
                        .value());
    }

    /** Lets the consumers of a service continue from their positions. */
    public void resume(Service service) {
        consumers.values().stream()
                .filter(consumer -> consumer.belongsTo(service))
                .forEach(LogConsumer::plan);
    }

    /** Whether all messages have been handled. */
    public boolean isIdle() {
        return consumers.values().stream().allMatch(LogConsumer::isAtEnd);
    }

    /** The ids of all messages that have arrived. */
    public Set<String> arrived() {
        var ids = new HashSet<String>();
        logs.values().forEach(log -> log.forEach(row -> ids.add(row.id())));
        return ids;
    }

    public void reset() {
        logs.clear();
        consumers.clear();
    }
}
