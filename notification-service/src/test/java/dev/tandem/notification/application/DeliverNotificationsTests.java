package dev.tandem.notification.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;

class DeliverNotificationsTests {

    private final CountDownLatch busy = new CountDownLatch(3);

    @Test
    void a_backlog_without_end_does_not_hold_up_the_end_of_the_service() throws Exception {
        var delivery = new DeliverNotifications(
                new EndlessNotifications(), _ -> busy.countDown(), _ -> {}, TransactionOperations.withoutTransaction());
        var running = CompletableFuture.runAsync(delivery::deliver);
        assertThat(busy.await(10, TimeUnit.SECONDS)).isTrue();

        delivery.stop();

        assertThat(running).succeedsWithin(Duration.ofSeconds(10));
    }

    private static final class EndlessNotifications implements Notifications {

        @Override
        public List<Notification> claimUnsent(Duration lease, int atMost) {
            return List.of(new Notification(
                    UUID.randomUUID(),
                    UUID.randomUUID(),
                    "order-confirmed",
                    "ada@example.com",
                    "Your order is confirmed",
                    "Hello",
                    1,
                    null,
                    Instant.EPOCH,
                    null));
        }

        @Override
        public void add(Draft draft) {}

        @Override
        public List<Notification> findByOrder(UUID orderId) {
            return List.of();
        }

        @Override
        public void markSent(UUID id) {}

        @Override
        public void noteFailure(UUID id, String error) {}
    }
}
