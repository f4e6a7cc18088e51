package dev.tandem.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;

class OutboxRelayTests {

    @Test
    void a_relay_that_was_started_works_however_often_it_was_stopped_before() throws InterruptedException {
        var passes = new Semaphore(0);
        var relay = new OutboxRelay(
                JdbcClient.create(new DriverManagerDataSource()),
                counting(passes),
                new KafkaTemplate<>(new DefaultKafkaProducerFactory<>(Map.of())),
                Settings.DEFAULT,
                "/test");

        for (var i = 0; i < 500; i++) {
            relay.start();
            assertThat(passes.tryAcquire(5, TimeUnit.SECONDS)).as("start " + i).isTrue();
            relay.stop();
            passes.drainPermits();
        }
    }

    private static TransactionOperations counting(Semaphore passes) {
        return new TransactionOperations() {
            @Override
            @SuppressWarnings("NullAway") // there is nothing to relay
            public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
                passes.release();
                return null;
            }
        };
    }
}
