package dev.tandem.messaging.metrics;

import static java.util.Objects.requireNonNull;

import dev.tandem.messaging.worker.Worker;
import dev.tandem.messaging.worker.Worker.Rest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The number of messages that consumer groups have not handled yet, by their offsets in Kafka, measured every two
 * seconds.
 */
final class ConsumerLag implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ConsumerLag.class);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Supplier<Admin> admins;
    private final Map<Subscriber, OptionalLong> lags = new ConcurrentHashMap<>();
    private final Worker worker = new Worker("consumer-lag", this::measureWhileRunning);

    ConsumerLag(Supplier<Admin> admins) {
        this.admins = admins;
    }

    private record Subscriber(String group, String topic) {}

    /** Empty until the first measurement, and while Kafka does not answer. */
    OptionalLong of(String group, String topic) {
        return lags.computeIfAbsent(new Subscriber(group, topic), _ -> OptionalLong.empty());
    }

    @Override
    public void start() {
        worker.start();
    }

    @Override
    public void stop() {
        worker.stop(Duration.ZERO);
    }

    @Override
    public boolean isRunning() {
        return worker.isRunning();
    }

    private void measureWhileRunning(Rest rest) throws InterruptedException {
        do {
            measureWithOneClient(rest);
        } while (rest.isOver(BETWEEN_QUESTIONS));
    }

    /** Measures until nothing can be measured any more: the client's own thread may have ended. */
    private void measureWithOneClient(Rest rest) throws InterruptedException {
        var admin = admins.get();
        try {
            do {
                lags.replaceAll((subscriber, _) -> measure(subscriber, admin));
            } while (isAnyMeasured() && rest.isOver(BETWEEN_QUESTIONS));
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    private boolean isAnyMeasured() {
        return lags.isEmpty() || lags.values().stream().anyMatch(OptionalLong::isPresent);
    }

    private static OptionalLong measure(Subscriber subscriber, Admin admin) {
        try {
            var topic = requireNonNull(admin.describeTopics(List.of(subscriber.topic()))
                            .topicNameValues()
                            .get(subscriber.topic()))
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            var partitions = topic.partitions().stream()
                    .map(partition -> new TopicPartition(subscriber.topic(), partition.partition()))
                    .toList();
            var handled = admin.listConsumerGroupOffsets(subscriber.group())
                    .partitionsToOffsetAndMetadata()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            var ends = offsets(admin, partitions, OffsetSpec.latest());
            var starts = offsets(admin, partitions, OffsetSpec.earliest());
            return OptionalLong.of(partitions.stream()
                    .mapToLong(partition -> ends.getOrDefault(partition, 0L)
                            - handledOf(handled.get(partition), starts.getOrDefault(partition, 0L)))
                    .sum());
        } catch (ExecutionException | TimeoutException unavailable) {
            log.debug("cannot measure the lag of {}: {}", subscriber, unavailable.toString());
            return OptionalLong.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return OptionalLong.empty();
        }
    }

    private static long handledOf(@Nullable OffsetAndMetadata committed, long start) {
        return committed == null ? start : committed.offset();
    }

    private static Map<TopicPartition, Long> offsets(Admin admin, List<TopicPartition> partitions, OffsetSpec which)
            throws InterruptedException, ExecutionException, TimeoutException {
        return admin
                .listOffsets(partitions.stream().collect(Collectors.toMap(partition -> partition, _ -> which)))
                .all()
                .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }
}
