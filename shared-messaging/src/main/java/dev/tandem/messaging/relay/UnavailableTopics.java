package dev.tandem.messaging.relay;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topics that Kafka does not have, or to which this service may not write, although Kafka itself answers. Their
 * messages step aside, so that those of other topics go on. For use by one thread.
 */
final class UnavailableTopics {

    private static final Logger log = LoggerFactory.getLogger(UnavailableTopics.class);
    private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Supplier<Admin> admins;

    /** When each of them was last checked. */
    private final Map<String, Long> checkedAt = new HashMap<>();

    UnavailableTopics(Supplier<Admin> admins) {
        this.admins = admins;
    }

    /** Whether the topic was unavailable when it was last checked; asks Kafka once in two seconds at most. */
    boolean contains(String topic) {
        var last = checkedAt.get(topic);
        return last != null && (System.nanoTime() - last < BETWEEN_CHECKS.toNanos() || isUnavailable(topic));
    }

    /** Asks Kafka. If it does not answer, the topic does not count as unavailable. */
    boolean isUnavailable(String topic) {
        try (var admin = admins.get()) {
            return note(topic, mayBeWritten(topic, admin));
        }
    }

    private boolean note(String topic, boolean available) {
        if (available) {
            if (checkedAt.remove(topic) != null) {
                log.info("topic {} is available again", topic);
            }
        } else if (checkedAt.put(topic, System.nanoTime()) == null) {
            log.error("topic {} is missing, or this service may not write to it: its messages wait", topic);
        }
        return !available;
    }

    private static boolean mayBeWritten(String topic, Admin admin) {
        try {
            var options = new DescribeTopicsOptions()
                    .includeAuthorizedOperations(true)
                    .timeoutMs((int) PATIENCE.toMillis());
            var operations = requireNonNull(admin.describeTopics(List.of(topic), options)
                            .topicNameValues()
                            .get(topic))
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .authorizedOperations();
            return operations == null || operations.contains(AclOperation.WRITE);
        } catch (ExecutionException failed) {
            return !(failed.getCause() instanceof UnknownTopicOrPartitionException
                    || failed.getCause() instanceof TopicAuthorizationException
                    || failed.getCause() instanceof InvalidTopicException);
        } catch (TimeoutException slow) {
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
