package dev.tandem.notification.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

class DeliverNotificationsTests {

    private final Notification first = unsent();
    private final Notification second = unsent();
    private final Notification third = unsent();
    private final Unsent notifications = new Unsent(first, second, third);

    @Nested
    class Others_are_sent {

        @Test
        void when_one_fails_with_an_error() {
            deliver(only(first, () -> {
                throw new StackOverflowError("deep");
            }));

            assertThat(notifications.sent).containsExactlyInAnyOrder(second.id(), third.id());
            assertThat(notifications.failures).containsEntry(first.id(), "java.lang.StackOverflowError: deep");
        }

        @Test
        void when_the_failure_of_one_cannot_be_stored() {
            notifications.unwritable = first;
            deliver(only(first, () -> {
                throw new IllegalStateException("refused");
            }));

            assertThat(notifications.sent).containsExactlyInAnyOrder(second.id(), third.id());
        }

        @Test
        void when_the_success_of_one_cannot_be_stored() {
            notifications.unwritable = first;
            deliver(_ -> {});

            assertThat(notifications.sent).containsExactlyInAnyOrder(second.id(), third.id());
        }

        @Test
        void at_the_next_run_if_the_database_is_unavailable_at_this_one() {
            notifications.failure = new NoClassDefFoundError("gone");
            deliver(_ -> {});
            assertThat(notifications.sent).isEmpty();

            notifications.failure = null;
            deliver(_ -> {});
            assertThat(notifications.sent).hasSize(3);
        }

        private void deliver(MailSender mail) {
            delivery(notifications, mail).deliver();
        }

        private MailSender only(Notification one, Runnable work) {
            return notification -> {
                if (notification.equals(one)) {
                    work.run();
                }
            };
        }
    }

    /** Otherwise it would be sent again and again. */
    @Test
    void a_sent_message_whose_event_cannot_be_stored_counts_as_failed() {
        notifications.eventFailure = new IllegalStateException("no outbox");
        delivery(notifications, _ -> {}).deliver();

        assertThat(notifications.failures).containsOnlyKeys(first.id(), second.id(), third.id());
    }

    @Test
    void an_undeliverable_message_fails_at_the_first_attempt() {
        delivery(notifications, _ -> {
                    throw new UndeliverableException("no address");
                })
                .deliver();

        assertThat(notifications.markedFailed).containsEntry(first.id(), "no address");
        assertThat(notifications.failures).isEmpty();
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void the_answer_of_a_mail_server_is_cut_and_kept_on_one_line(CapturedOutput output) {
        delivery(notifications, _ -> {
                    throw new IllegalStateException("550 no\r\nforged line\u0085\u2028\u202Eend" + "x".repeat(1000));
                })
                .deliver();

        assertThat(notifications.failures.get(first.id()))
                .startsWith("java.lang.IllegalStateException: 550 no forged line end")
                .hasSize(500);
        assertThat(output.getAll()).contains("550 no forged line end").doesNotContain("\nforged line");
    }

    @Test
    void an_endless_backlog_does_not_delay_the_shutdown() throws Exception {
        var busy = new CountDownLatch(3);
        var delivery = delivery(new Endless(), _ -> busy.countDown());
        var running = CompletableFuture.runAsync(delivery::deliver);
        assertThat(busy.await(10, TimeUnit.SECONDS)).isTrue();

        delivery.stop();

        assertThat(running).succeedsWithin(Duration.ofSeconds(10));
    }

    private static DeliverNotifications delivery(Notifications notifications, MailSender mail) {
        return new DeliverNotifications(
                notifications, new DeliverNotification(notifications, mail), new DeliveryPlaces());
    }

    private static Notification unsent() {
        return new Notification(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "order-confirmed",
                "ada@example.com",
                "Your order is confirmed",
                "Hello,",
                1,
                null,
                Instant.EPOCH,
                null,
                null);
    }

    /** Returns each message once; a test can make the storing of an outcome fail. */
    private static class Unsent implements Notifications {

        final Map<UUID, String> failures = new ConcurrentHashMap<>();
        final Map<UUID, String> markedFailed = new ConcurrentHashMap<>();
        final ConcurrentSkipListSet<UUID> sent = new ConcurrentSkipListSet<>();
        private final List<Notification> unsent = new ArrayList<>();

        private @Nullable Notification unwritable;
        private @Nullable Error failure;
        private @Nullable RuntimeException eventFailure;

        Unsent(Notification... unsent) {
            this.unsent.addAll(List.of(unsent));
        }

        @Override
        public List<Notification> claimUnsent(Duration lease, int atMost) {
            if (failure != null) {
                throw failure;
            }
            var claimed = List.copyOf(unsent.subList(0, Math.min(atMost, unsent.size())));
            unsent.removeAll(claimed);
            return claimed;
        }

        @Override
        public void markSent(Notification notification) {
            if (eventFailure != null) {
                throw eventFailure;
            }
            write(notification.id(), sent::add);
        }

        @Override
        public void recordFailure(UUID id, String error) {
            write(id, _ -> failures.put(id, error));
        }

        @Override
        public void markFailed(UUID id, String error) {
            write(id, _ -> markedFailed.put(id, error));
        }

        private void write(UUID id, Consumer<UUID> write) {
            if (unwritable != null && unwritable.id().equals(id)) {
                throw new IllegalStateException("the database is away");
            }
            write.accept(id);
        }

        @Override
        public void add(Draft draft) {}

        @Override
        public Optional<Notification> addClaimed(Draft draft, Duration lease) {
            return Optional.empty();
        }

        @Override
        public List<Notification> findByOrder(UUID orderId) {
            return List.of();
        }
    }

    private static final class Endless extends Unsent {

        @Override
        public List<Notification> claimUnsent(Duration lease, int atMost) {
            return List.of(unsent());
        }
    }
}
