package dev.tandem.messaging.relay;

import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;

import dev.tandem.messaging.Settings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaAdmin;

/** The background threads, which continue after an Error. */
class WorkersIT {

    @Nested
    class A_relay {

        private final OutboxDatabase outbox = new OutboxDatabase(Settings.DEFAULT, 1);

        @AfterEach
        void close() {
            outbox.close();
        }

        @Test
        void goes_on_after_an_Error() {
            assertThatItSends(() -> {
                throw new NoClassDefFoundError("dev/tandem/Missing");
            });
        }

        @Test
        void goes_on_when_the_thread_of_its_producer_has_ended() {
            assertThatItSends(() -> new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer()));
        }

        private void assertThatItSends(Supplier<Producer<String, byte[]>> first) {
            var producers = new AtomicInteger();
            var relay = new LaneRelay(
                    outbox.dataSource(),
                    () -> producers.getAndIncrement() == 0
                            ? first.get()
                            : RelayProcess.producer(outbox.bootstrapServers()),
                    outbox.settings(),
                    "/test",
                    0,
                    List.of());
            relay.start();
            try {
                outbox.add("a", 1);
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> !outbox.arrivals().isEmpty());
            } finally {
                relay.askToStop();
                relay.awaitStop();
            }
        }
    }

    @Nested
    class The_making_of_topics {

        @Test
        void goes_on_after_an_Error() {
            var admin = mock(KafkaAdmin.class);
            willThrow(new KafkaException("away"))
                    .willThrow(new NoClassDefFoundError("dev/tandem/Missing"))
                    .willDoNothing()
                    .given(admin)
                    .createOrModifyTopics(any(NewTopic[].class));
            var topics = new Topics(admin, List.of());
            topics.start();

            verify(admin, timeout(20_000).atLeast(3)).createOrModifyTopics(any(NewTopic[].class));
        }
    }
}
