package dev.tandem.messaging.topics;

import static java.util.Objects.requireNonNull;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * The topics that are there before the service starts. Spring would change their settings only together with those of
 * all topics of the application's {@link KafkaAdmin}, so they are changed here.
 */
final class ExistingTopics {

    private static final Logger log = LoggerFactory.getLogger(ExistingTopics.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

    private final KafkaAdmin admin;

    ExistingTopics(KafkaAdmin admin) {
        this.admin = admin;
    }

    /**
     * Checks that all topics that exist have enough replicas.
     *
     * @throws TooFewReplicasException if a topic has fewer replicas than wanted, or than have to be in sync
     * @throws KafkaException if Kafka does not answer
     */
    void requireReplicas(Collection<NewTopic> wanted) {
        ask(wanted, (existing, kafka) -> requireReplicas(existing.values(), kafka));
    }

    /**
     * Changes what differs from the wanted settings, and leaves all other settings. A change that Kafka refuses is
     * logged: the topic can be used without it.
     *
     * @throws TooFewReplicasException as above; then nothing is changed
     * @throws KafkaException if Kafka does not answer
     */
    void follow(Collection<NewTopic> wanted) {
        ask(wanted, (existing, kafka) -> {
            var replicas = requireReplicas(existing.values(), kafka);
            kafka.incrementalAlterConfigs(changes(existing, replicas, kafka))
                    .values()
                    .forEach(this::logRefusal);
        });
    }

    private void ask(Collection<NewTopic> wanted, BiConsumer<Map<ConfigResource, NewTopic>, Admin> work) {
        if (wanted.isEmpty()) {
            return;
        }
        var kafka = Admin.create(admin.getConfigurationProperties());
        try {
            var names = answer(kafka.listTopics().names());
            work.accept(
                    wanted.stream()
                            .filter(topic -> names.contains(topic.name()))
                            .collect(toMap(ExistingTopics::resource, identity())),
                    kafka);
        } finally {
            kafka.close(CLOSE_TIMEOUT);
        }
    }

    private void logRefusal(ConfigResource topic, KafkaFuture<Void> change) {
        try {
            answer(change);
        } catch (KafkaException refused) {
            log.error("the settings of topic {} cannot be changed: {}", topic.name(), refused.getMessage());
        }
    }

    /** Returns the number of replicas of each topic. */
    private Map<String, Integer> requireReplicas(Collection<NewTopic> existing, Admin kafka) {
        var found = new HashMap<String, Integer>();
        var descriptions = answer(
                kafka.describeTopics(existing.stream().map(NewTopic::name).toList())
                        .allTopicNames());
        for (var topic : existing) {
            var replicas = requireNonNull(descriptions.get(topic.name())).partitions().stream()
                    .mapToInt(partition -> partition.replicas().size())
                    .min()
                    .orElse(0);
            requireAtLeast(topic.replicationFactor(), "replicas", topic, replicas);
            requireAtLeast(minInSync(topic), "min-in-sync-replicas", topic, replicas);
            found.put(topic.name(), replicas);
        }
        return found;
    }

    private static int minInSync(NewTopic topic) {
        return Integer.parseInt(topic.configs().getOrDefault(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "1"));
    }

    private static void requireAtLeast(int wanted, String setting, NewTopic topic, int replicas) {
        if (replicas < wanted) {
            throw new TooFewReplicasException(topic.name(), replicas, setting, wanted);
        }
    }

    private Map<ConfigResource, Collection<AlterConfigOp>> changes(
            Map<ConfigResource, NewTopic> existing, Map<String, Integer> replicas, Admin kafka) {
        var changes = new HashMap<ConfigResource, Collection<AlterConfigOp>>();
        answer(kafka.describeConfigs(existing.keySet()).all()).forEach((resource, settings) -> {
            var topic = existing.get(resource);
            var differing = topic == null
                    ? List.<AlterConfigOp>of()
                    : differences(topic, settings, replicas.getOrDefault(topic.name(), 0));
            if (!differing.isEmpty()) {
                changes.put(resource, differing);
            }
        });
        return changes;
    }

    private static List<AlterConfigOp> differences(NewTopic topic, Config settings, int replicas) {
        var differences = new ArrayList<AlterConfigOp>();
        topic.configs().forEach((name, value) -> {
            var entry = settings.get(name);
            if (!isKept(name, entry == null ? null : entry.value(), value, replicas)) {
                log.info(
                        "changing {} of topic {} from {} to {}",
                        name,
                        topic.name(),
                        entry == null ? "unset" : entry.value(),
                        value);
                differences.add(new AlterConfigOp(new ConfigEntry(name, value), OpType.SET));
            }
        });
        return differences;
    }

    /**
     * A topic that needs more replicas in sync than wanted keeps that, since another service may depend on it; unless
     * it has not that many, so that nothing could be written to it.
     */
    static boolean isKept(String name, @Nullable String present, String wanted, int replicas) {
        if (present == null || !name.equals(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG)) {
            return wanted.equals(present);
        }
        var needed = Integer.parseInt(present);
        return needed == Integer.parseInt(wanted) || (needed > Integer.parseInt(wanted) && needed <= replicas);
    }

    private static ConfigResource resource(NewTopic topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    }

    private <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get(admin.getOperationTimeout(), TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while Kafka was asked about the topics", interrupted);
        } catch (ExecutionException | TimeoutException failed) {
            throw new KafkaException("Kafka did not answer about the topics: " + failed, failed);
        }
    }
}
