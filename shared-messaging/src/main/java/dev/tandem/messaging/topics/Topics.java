package dev.tandem.messaging.topics;

import dev.tandem.contracts.Channel;
import dev.tandem.messaging.MessagingSettings;
import dev.tandem.messaging.wire.Retention;
import dev.tandem.messaging.worker.FailureLog;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * Creates the topics, and gives those that exist already the settings of their channels. A service that starts while
 * Kafka is down keeps trying in the background.
 */
public final class Topics implements SmartLifecycle {

    /** Starts before all users of the topics. */
    public static final int PHASE = -1;

    private static final Logger log = LoggerFactory.getLogger(Topics.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final KafkaAdmin admin;
    private final ExistingTopics existing;
    private final List<NewTopic> topics;
    private volatile boolean running;

    Topics(KafkaAdmin admin, List<NewTopic> topics) {
        this.admin = admin;
        this.existing = new ExistingTopics(admin);
        this.topics = List.copyOf(topics);
    }

    static NewTopic topic(Channel channel, MessagingSettings.Topics settings) {
        var topic = TopicBuilder.name(channel.value())
                .partitions(channel.partitions())
                .replicas(settings.replicas())
                .config(TopicConfig.RETENTION_MS_CONFIG, millis(channel.retentionDays()))
                .config(TopicConfig.SEGMENT_MS_CONFIG, millis(Retention.SEGMENT_DAYS));
        if (settings.minInSyncReplicas() != MessagingSettings.Topics.OF_THE_BROKER) {
            topic.config(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "" + settings.minInSyncReplicas());
        }
        return topic.build();
    }

    private static String millis(int days) {
        return "" + Duration.ofDays(days).toMillis();
    }

    @Override
    public void start() {
        running = true;
        if (!create()) {
            Thread.ofPlatform().daemon().name("create-topics").start(this::keepTrying);
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private void keepTrying() {
        try {
            do {
                Thread.sleep(PAUSE);
            } while (running && !createOrLog());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** During the start a failure of another kind ends the service; later it must not end the attempts. */
    private boolean createOrLog() {
        try {
            return create();
        } catch (TooFewReplicasException unsafe) {
            log.error(unsafe.getMessage());
            return false;
        } catch (RuntimeException | Error failure) {
            FailureLog.warn(log, "could not create the topics, will try again", failure);
            return false;
        }
    }

    private boolean create() {
        try {
            existing.requireReplicas(topics);
            admin.createOrModifyTopics(topics.toArray(NewTopic[]::new));
            existing.follow(topics);
            return true;
        } catch (KafkaException unavailable) {
            log.warn(
                    "could not create the topics, will try again: {} ({})",
                    unavailable.getMessage(),
                    unavailable.getMostSpecificCause().getMessage());
            return false;
        }
    }
}
