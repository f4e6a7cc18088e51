package dev.tandem.messaging.relay;

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

/** Creates the topics; a service that starts while Kafka is down keeps trying in the background. */
final class Topics implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Topics.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final KafkaAdmin admin;
    private final NewTopic[] topics;
    private volatile boolean running;

    Topics(KafkaAdmin admin, List<NewTopic> topics) {
        this.admin = admin;
        this.topics = topics.toArray(NewTopic[]::new);
    }

    static NewTopic topic(String name, int partitions, int retentionDays) {
        return TopicBuilder.name(name)
                .partitions(partitions)
                .config(
                        TopicConfig.RETENTION_MS_CONFIG,
                        String.valueOf(Duration.ofDays(retentionDays).toMillis()))
                .build();
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

    /** Starts before all users of the topics. */
    @Override
    public int getPhase() {
        return OutboxRelay.PHASE - 1;
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
        } catch (RuntimeException | Error failure) {
            FailureLog.warn(log, "could not create the topics, will try again", failure);
            return false;
        }
    }

    private boolean create() {
        try {
            admin.createOrModifyTopics(topics);
            return true;
        } catch (KafkaException unavailable) {
            log.warn("could not create the topics, will try again: {}", unavailable.getMessage());
            return false;
        }
    }
}
