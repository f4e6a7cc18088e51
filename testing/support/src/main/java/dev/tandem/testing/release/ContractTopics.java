package dev.tandem.testing.release;

import dev.tandem.contracts.Channel;
import dev.tandem.contracts.topology.Channels;
import dev.tandem.testing.infrastructure.Infrastructure;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;

/** The topics of the contracts in the Kafka of the tests. */
final class ContractTopics {

    private static final List<String> NAMES = Channels.ALL.stream()
            .map(channel -> channel.getAnnotation(Channel.class).value())
            .toList();

    private ContractTopics() {}

    static void create() {
        withAdmin(admin -> {
            var present = admin.listTopics().names().get();
            return admin.createTopics(Channels.ALL.stream()
                            .map(channel -> channel.getAnnotation(Channel.class))
                            .filter(channel -> !present.contains(channel.value()))
                            .map(channel -> new NewTopic(channel.value(), channel.partitions(), (short) 1))
                            .toList())
                    .all();
        });
    }

    static void empty() {
        withAdmin(admin -> {
            var partitions = admin.describeTopics(NAMES).allTopicNames().get().values().stream()
                    .flatMap(topic -> topic.partitions().stream()
                            .map(partition -> new TopicPartition(topic.name(), partition.partition())));
            return admin.deleteRecords(partitions.collect(
                            Collectors.toMap(Function.identity(), _ -> RecordsToDelete.beforeOffset(-1))))
                    .all();
        });
    }

    /** A request to Kafka. */
    private interface Request {

        Future<?> of(Admin admin) throws ExecutionException, InterruptedException;
    }

    private static void withAdmin(Request request) {
        try (var admin = Admin.create(connection())) {
            request.of(admin).get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("Kafka did not carry out the request", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    static Map<String, Object> connection() {
        return Map.of("bootstrap.servers", Infrastructure.get().bootstrapServers());
    }
}
