package dev.tandem.messaging.topics;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.spy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.tandem.contracts.Channel;
import dev.tandem.messaging.MessagingSettings;
import dev.tandem.testing.infrastructure.Infrastructure;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaAdmin;

/** The topics that a service creates, and those that it finds. */
class TopicsIT {

    private static final String WEEK = "604800000";
    private static final String DAY = "86400000";

    private final Map<String, Object> connection =
            Map.of("bootstrap.servers", Infrastructure.get().bootstrapServers());
    private final Admin kafka = Admin.create(connection);
    private final String name = "topics." + UUID.randomUUID();
    private final Channel channel = mock();

    @BeforeEach
    void describe_the_channel() {
        given(channel.value()).willReturn(name);
        given(channel.partitions()).willReturn(1);
        given(channel.retentionDays()).willReturn(7);
    }

    @AfterEach
    void close() {
        kafka.close();
    }

    @Test
    void a_new_topic_keeps_segments_of_a_day_for_its_retention() {
        start(1);

        await().ignoreExceptions()
                .untilAsserted(() -> assertThat(settings())
                        .containsEntry(TopicConfig.RETENTION_MS_CONFIG, WEEK)
                        .containsEntry(TopicConfig.SEGMENT_MS_CONFIG, DAY));
    }

    @Test
    void a_topic_that_exists_gets_the_settings_of_its_channel() throws Exception {
        create(Map.of(
                TopicConfig.RETENTION_MS_CONFIG, "1000000000",
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "2000000"));

        start(1);

        assertThat(settings())
                .containsEntry(TopicConfig.RETENTION_MS_CONFIG, WEEK)
                .containsEntry(TopicConfig.SEGMENT_MS_CONFIG, DAY)
                .as("what the channel does not state")
                .containsEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "2000000");
    }

    @Test
    void a_topic_that_demands_more_replicas_in_sync_than_it_has_gets_the_setting() throws Exception {
        create(Map.of(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2"));

        start(1);

        assertThat(settings()).containsEntry(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "1");
    }

    @Test
    void a_topic_that_demands_more_replicas_in_sync_than_the_setting_keeps_that_if_it_has_them() {
        assertThat(ExistingTopics.isKept(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2", "1", 3))
                .isTrue();
        assertThat(ExistingTopics.isKept(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "1", "2", 3))
                .isFalse();
        assertThat(ExistingTopics.isKept(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "3", "1", 2))
                .isFalse();
    }

    @Test
    void a_topic_with_fewer_replicas_than_have_to_be_in_sync_prevents_the_start() throws Exception {
        create(Map.of());

        assertThatThrownBy(() -> start(new MessagingSettings.Topics(MessagingSettings.Topics.OF_THE_BROKER, 2)))
                .hasMessageContaining("tandem.messaging.topics.min-in-sync-replicas demands 2");
    }

    @Test
    void without_a_setting_the_broker_decides_about_replicas() {
        start(new MessagingSettings.Topics(
                MessagingSettings.Topics.OF_THE_BROKER, MessagingSettings.Topics.OF_THE_BROKER));

        await().ignoreExceptions()
                .untilAsserted(() -> assertThat(entries())
                        .filteredOn(entry -> entry.name().equals(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG))
                        .extracting(ConfigEntry::source)
                        .isNotEmpty()
                        .doesNotContain(ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG));
    }

    @Test
    void a_topic_with_fewer_replicas_than_the_setting_prevents_the_start() throws Exception {
        create(Map.of());

        assertThatThrownBy(() -> start(3)).hasMessage(tooFewReplicas());
    }

    @Test
    void a_topic_with_too_few_replicas_is_an_error_if_kafka_answers_later() throws Exception {
        create(Map.of());
        var admin = spy(new KafkaAdmin(connection));
        admin.setOperationTimeout(1);
        willReturn(Map.of("bootstrap.servers", "localhost:1"))
                .willCallRealMethod()
                .given(admin)
                .getConfigurationProperties();
        var topics = topics(admin, 3);
        var log = new ListAppender<ILoggingEvent>();
        log.start();
        var logger = (Logger) LoggerFactory.getLogger(Topics.class);
        logger.addAppender(log);
        try {
            topics.start();
            await().untilAsserted(() -> assertThat(log.list)
                    .filteredOn(line -> line.getLevel() == Level.ERROR)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .as("goes on trying")
                    .hasSizeGreaterThan(1)
                    .containsOnly(tooFewReplicas()));
        } finally {
            topics.stop();
            logger.detachAppender(log);
        }
    }

    private String tooFewReplicas() {
        return "the topic " + name + " has 1 replica, and tandem.messaging.topics.replicas demands 3:"
                + " add replicas to the topic (kafka-reassign-partitions), or lower the setting";
    }

    private void start(int replicas) {
        start(new MessagingSettings.Topics(replicas, 1));
    }

    private void start(MessagingSettings.Topics settings) {
        var topics = new Topics(new KafkaAdmin(connection), List.of(Topics.topic(channel, settings)));
        topics.start();
        topics.stop();
    }

    private Topics topics(KafkaAdmin admin, int replicas) {
        var settings = new MessagingSettings.Topics(replicas, 1);
        return new Topics(admin, List.of(Topics.topic(channel, settings)));
    }

    private void create(Map<String, String> settings) throws ExecutionException, InterruptedException {
        kafka.createTopics(List.of(new NewTopic(name, 1, (short) 1).configs(settings)))
                .all()
                .get();
        await().ignoreExceptions().until(() -> !settings().isEmpty());
    }

    private Collection<ConfigEntry> entries() throws ExecutionException, InterruptedException {
        var topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
        var settings = kafka.describeConfigs(List.of(topic)).all().get();
        return requireNonNull(settings.get(topic)).entries();
    }

    private Map<String, String> settings() throws ExecutionException, InterruptedException {
        return entries().stream()
                .filter(entry -> entry.value() != null)
                .collect(toMap(ConfigEntry::name, ConfigEntry::value));
    }
}
