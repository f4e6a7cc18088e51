package dev.tandem.messaging.inbox;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * Looks up the ids of topics in Kafka: a topic that is made anew has another one. The answers are not kept, since only
 * dead letters need them.
 */
final class TopicIds implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Supplier<Admin> admins;
    private @Nullable Admin admin;

    /** Kafka did not tell the id of a topic, without which a dead letter cannot be stored. */
    static final class UnknownTopicIdException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnknownTopicIdException(String topic, Exception cause) {
            super("cannot look up the id of topic " + topic, cause);
        }
    }

    TopicIds(Supplier<Admin> admins) {
        this.admins = admins;
    }

    /**
     * The present id of a topic.
     *
     * @throws UnknownTopicIdException if Kafka does not answer
     */
    synchronized String of(String topic) {
        var asked = admin == null ? admins.get() : admin;
        admin = asked;
        try {
            return requireNonNull(asked.describeTopics(List.of(topic))
                            .topicNameValues()
                            .get(topic))
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .topicId()
                    .toString();
        } catch (ExecutionException | TimeoutException unavailable) {
            close(); // its thread may have ended
            admin = null;
            throw new UnknownTopicIdException(topic, unavailable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UnknownTopicIdException(topic, interrupted);
        }
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }
}
