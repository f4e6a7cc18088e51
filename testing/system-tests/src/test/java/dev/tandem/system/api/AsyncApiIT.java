package dev.tandem.system.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.apache.kafka.common.config.ConfigResource.Type.TOPIC;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_MS_CONFIG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.local.LocalStack;
import dev.tandem.system.KafkaLog;
import dev.tandem.system.Project;
import dev.tandem.system.Shop;
import dev.tandem.system.Shop.Order;
import dev.tandem.system.SystemInvariants;
import dev.tandem.system.WholeSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares the AsyncAPI document with the running services. */
@ExtendWith(WholeSystem.class)
class AsyncApiIT {

    private static final Path DOCUMENT =
            Project.file("shared-contracts/src/main/resources/contracts/present/asyncapi.json");

    private final JsonNode api = new JsonMapper().readTree(DOCUMENT);
    private final Shop shop;
    private final SystemInvariants invariants;
    private final int kafka;

    AsyncApiIT(Shop shop, SystemInvariants invariants, LocalStack stack) {
        this.shop = shop;
        this.invariants = invariants;
        this.kafka = stack.settings().kafkaPort();
    }

    /** The settings of a topic. */
    private record Topic(String name, int partitions, String retentionMs) {}

    @Test
    void the_topics_are_its_channels() throws ExecutionException, InterruptedException {
        assertThat(topics())
                .containsExactlyInAnyOrderElementsOf(
                        channels().map(AsyncApiIT::topic).toList());
    }

    @Test
    void whoever_listens_is_among_its_receivers() {
        await().untilAsserted(() -> assertThat(topicsByGroup()).isEqualTo(topicsByService("receive")));
    }

    @Test
    void published_messages_are_documented_with_their_senders() {
        shop.cancel(shop.place(Order.of("MUG-BLUE", 1)).orderId());
        shop.place(Order.of("MUG-BLUE", 1).payingWith("tok_declined"));
        invariants.holdWithin(Duration.ofSeconds(10));

        var published = channels()
                .map(channel -> channel.get("address").asString())
                .flatMap(topic -> new KafkaLog(kafka).messages(topic).stream())
                .toList();

        assertThat(published).isNotEmpty().allSatisfy(this::isAsDocumented);
        assertThat(published.stream().collect(groupingBy(AsyncApiIT::sender, mapping(ConsumerRecord::topic, toSet()))))
                .isEqualTo(topicsByService("send"));
    }

    private void isAsDocumented(ConsumerRecord<String, String> message) {
        var channel = api.get("channels").get(message.topic());
        assertThat(channel.get("messages").propertyNames()).contains(header(message, "ce_type"));
        assertThat(StreamSupport.stream(message.headers().spliterator(), false).map(header -> header.key()))
                .containsAll(texts(api.at("/components/schemas/headers/required")))
                .isSubsetOf(api.at("/components/schemas/headers/properties").propertyNames());
        assertThat(message.key()).isEqualTo(header(message, "ce_subject"));
    }

    private static Topic topic(JsonNode channel) {
        var kafka = channel.at("/bindings/kafka");
        return new Topic(
                channel.get("address").asString(),
                kafka.get("partitions").asInt(),
                kafka.at("/topicConfiguration/retention.ms").asString());
    }

    private List<Topic> topics() throws ExecutionException, InterruptedException {
        try (var admin = admin()) {
            var names = admin.listTopics().names().get();
            var resources =
                    names.stream().map(name -> new ConfigResource(TOPIC, name)).toList();
            var settings = admin.describeConfigs(resources).all().get();
            return admin.describeTopics(names).allTopicNames().get().values().stream()
                    .map(topic -> new Topic(
                            topic.name(),
                            topic.partitions().size(),
                            requireNonNull(settings.get(new ConfigResource(TOPIC, topic.name())))
                                    .get(RETENTION_MS_CONFIG)
                                    .value()))
                    .toList();
        }
    }

    private Map<String, Set<String>> topicsByService(String action) {
        return api.get("operations")
                .valueStream()
                .filter(operation -> operation.get("action").asString().equals(action))
                .collect(groupingBy(
                        operation -> operation.at("/tags/0/name").asString(), mapping(AsyncApiIT::topicOf, toSet())));
    }

    private static String topicOf(JsonNode operation) {
        return operation.at("/channel/$ref").asString().replace("#/channels/", "");
    }

    private Map<String, Set<String>> topicsByGroup() throws ExecutionException, InterruptedException {
        try (var admin = admin()) {
            var groups = admin.listGroups().all().get().stream()
                    .map(GroupListing::groupId)
                    .toList();
            return admin.describeConsumerGroups(groups).all().get().values().stream()
                    .collect(toMap(ConsumerGroupDescription::groupId, AsyncApiIT::topics));
        }
    }

    private static Set<String> topics(ConsumerGroupDescription group) {
        return group.members().stream()
                .flatMap(member -> member.assignment().topicPartitions().stream())
                .map(TopicPartition::topic)
                .collect(toSet());
    }

    private Stream<JsonNode> channels() {
        return api.get("channels").valueStream();
    }

    private static String sender(ConsumerRecord<?, ?> message) {
        return header(message, "ce_source").substring("/".length());
    }

    private static String header(ConsumerRecord<?, ?> message, String name) {
        return new String(message.headers().lastHeader(name).value(), UTF_8);
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    private Admin admin() {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:" + kafka));
    }
}
