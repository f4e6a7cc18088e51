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
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
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
     * Changes what differs from the wanted settings, and leaves all other settings.
     *
     * @throws TooFewReplicasException if a topic has fewer replicas than wanted; then nothing is changed
     * @throws KafkaException if Kafka does not answer, or refuses
     */
    void follow(Collection<NewTopic> wanted) {
        if (wanted.isEmpty()) {
            return;
        }
        var kafka = Admin.create(admin.getConfigurationProperties());
        try {
            follow(wanted, kafka);
        } finally {
            kafka.close(CLOSE_TIMEOUT);
        }
    }

    private void follow(Collection<NewTopic> wanted, Admin kafka) {
        var names = answer(kafka.listTopics().names());
        var existing = wanted.stream()
                .filter(topic -> names.contains(topic.name()))
                .collect(toMap(ExistingTopics::resource, identity()));
        requireReplicas(existing.values(), kafka);
        answer(kafka.incrementalAlterConfigs(changes(existing, kafka)).all());
    }

    private void requireReplicas(Collection<NewTopic> existing, Admin kafka) {
        var descriptions = answer(
                kafka.describeTopics(existing.stream().map(NewTopic::name).toList())
                        .allTopicNames());
        for (var topic : existing) {
            var replicas = requireNonNull(descriptions.get(topic.name())).partitions().stream()
                    .mapToInt(partition -> partition.replicas().size())
                    .min()
                    .orElse(0);
            if (replicas < topic.replicationFactor()) {
                throw new TooFewReplicasException(topic.name(), replicas, topic.replicationFactor());
            }
        }
    }

    private Map<ConfigResource, Collection<AlterConfigOp>> changes(
            Map<ConfigResource, NewTopic> existing, Admin kafka) {
        var changes = new HashMap<ConfigResource, Collection<AlterConfigOp>>();
        answer(kafka.describeConfigs(existing.keySet()).all()).forEach((resource, settings) -> {
            var topic = existing.get(resource);
            var differing = topic == null ? List.<AlterConfigOp>of() : differences(topic, settings);
            if (!differing.isEmpty()) {
                changes.put(resource, differing);
            }
        });
        return changes;
    }

    private static List<AlterConfigOp> differences(NewTopic topic, Config settings) {
        var differences = new ArrayList<AlterConfigOp>();
        topic.configs().forEach((name, value) -> {
            var entry = settings.get(name);
            if (entry == null || !value.equals(entry.value())) {
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
