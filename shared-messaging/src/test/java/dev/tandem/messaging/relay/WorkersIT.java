package dev.tandem.messaging.relay;

import static org.awaitility.Awaitility.await;

import dev.tandem.messaging.Settings;
import dev.tandem.messaging.lane.LeaseKeeper;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

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
            var leases = new LeaseKeeper(outbox.dataSource(), outbox.settings().lease());
            var relay = new OutboxRelay(
                    1,
                    lane -> new LaneRelay(
                            outbox.dataSource(),
                            () -> producers.getAndIncrement() == 0
                                    ? first.get()
                                    : RelayProcess.producer(outbox.bootstrapServers()),
                            outbox.settings(),
                            "/test",
                            lane,
                            leases,
                            RelayProcess.unavailableTopics(outbox.bootstrapServers())),
                    leases);
            relay.start();
            try {
                outbox.add("a", 1);
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> !outbox.arrivals().isEmpty());
            } finally {
                relay.stop();
            }
        }
    }
}
