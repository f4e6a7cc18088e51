package dev.tandem.simulation.network;

import dev.tandem.contracts.Channel;
import dev.tandem.contracts.Message;
import dev.tandem.simulation.database.Database.Row;
import dev.tandem.simulation.engine.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Kafka. Each subject of a topic has a log of its own, so that only the order within a subject is kept, which is all
 * that consumers may rely on.
 */
public final class Broker {

    /** How long a message takes if nothing delays it. */
    static final Duration USUAL = Duration.ofMillis(10);

    private final Map<Class<?>, String> topics = new HashMap<>();
    private final Map<String, List<Subscriber>> subscribers = new HashMap<>();
    private final Map<String, List<Row>> logs = new LinkedHashMap<>();
    private final Map<String, Feed> feeds = new LinkedHashMap<>();

    public void subscribe(String topic, Subscriber subscriber) {
        subscribers.computeIfAbsent(topic, _ -> new ArrayList<>()).add(subscriber);
    }

    void append(Row row) {
        var topic = topicOf(row.message());
        var log = logOf(row.message());
        var messages = logs.computeIfAbsent(log, _ -> new ArrayList<>());
        messages.add(row);
        for (var subscriber : subscribers.getOrDefault(topic, List.of())) {
            feeds.computeIfAbsent(subscriber.service().name() + "<" + log, _ -> new Feed(subscriber, messages))
                    .plan();
        }
    }

    /** The log of a message; messages of one log never overtake each other. */
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

    /** The consumers of a service continue where they stopped. */
    public void resume(Service service) {
        feeds.values().stream().filter(feed -> feed.belongsTo(service)).forEach(Feed::plan);
    }

    /** Whether every message has been handled. */
    public boolean isIdle() {
        return feeds.values().stream().allMatch(Feed::isAtEnd);
    }

    /** The ids of all messages that have arrived. */
    public Set<String> arrived() {
        var ids = new HashSet<String>();
        logs.values().forEach(log -> log.forEach(row -> ids.add(row.id())));
        return ids;
    }

    public void reset() {
        logs.clear();
        feeds.clear();
    }
}
