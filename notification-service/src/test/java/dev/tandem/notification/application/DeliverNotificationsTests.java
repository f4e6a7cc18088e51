package dev.tandem.notification.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import org.springframework.transaction.support.TransactionOperations;

class DeliverNotificationsTests {

    private final Notification first = unsent();
    private final Notification second = unsent();
    private final Notification third = unsent();
    private final Unsent notifications = new Unsent(first, second, third);

    @Nested
    class Others_are_sent {

        @Test
        void when_one_meets_an_error() {
            deliver(only(first, () -> {
                throw new StackOverflowError("deep");
            }));

            assertThat(notifications.sent).containsExactlyInAnyOrder(second.id(), third.id());
            assertThat(notifications.failures).containsEntry(first.id(), "java.lang.StackOverflowError: deep");
        }

        @Test
        void when_the_failure_of_one_cannot_be_noted() {
            notifications.unwritable = first;
            deliver(only(first, () -> {
                throw new IllegalStateException("refused");
            }));

            assertThat(notifications.sent).containsExactlyInAnyOrder(second.id(), third.id());
        }

        @Test
        void when_it_cannot_be_noted_that_one_was_sent() {
            notifications.unwritable = first;
            deliver(_ -> {});

            assertThat(notifications.sent).containsExactlyInAnyOrder(second.id(), third.id());
        }

        @Test
        void at_the_next_run_when_the_database_is_away_at_this_one() {
            notifications.away = new NoClassDefFoundError("gone");
            deliver(_ -> {});
            assertThat(notifications.sent).isEmpty();

            notifications.away = null;
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

    /** Otherwise it would be mailed again for ever. */
    @Test
    void a_message_of_which_it_cannot_be_told_that_it_was_sent_counts_as_failed() {
        var delivery = new DeliverNotifications(
                notifications,
                _ -> {},
                _ -> {
                    throw new IllegalStateException("no outbox");
                },
                TransactionOperations.withoutTransaction());
        delivery.deliver();

        assertThat(notifications.failures).containsOnlyKeys(first.id(), second.id(), third.id());
    }

    @Test
    void a_message_that_can_never_be_sent_is_given_up_at_the_first_attempt() {
        delivery(notifications, _ -> {
                    throw new UndeliverableException("no address");
                })
                .deliver();

        assertThat(notifications.givenUp).containsEntry(first.id(), "no address");
        assertThat(notifications.failures).isEmpty();
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void what_a_mail_server_says_is_kept_on_one_line_and_cut(CapturedOutput output) {
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
    void a_backlog_without_end_does_not_hold_up_the_end_of_the_service() throws Exception {
        var busy = new CountDownLatch(3);
        var delivery = delivery(new Endless(), _ -> busy.countDown());
        var running = CompletableFuture.runAsync(delivery::deliver);
        assertThat(busy.await(10, TimeUnit.SECONDS)).isTrue();

        delivery.stop();

        assertThat(running).succeedsWithin(Duration.ofSeconds(10));
    }

    private static DeliverNotifications delivery(Notifications notifications, MailSender mail) {
        return new DeliverNotifications(notifications, mail, _ -> {}, TransactionOperations.withoutTransaction());
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

    /** Gives each message out once; a test can make the storing of an outcome fail. */
    private static class Unsent implements Notifications {

        final Map<UUID, String> failures = new ConcurrentHashMap<>();
        final Map<UUID, String> givenUp = new ConcurrentHashMap<>();
        final ConcurrentSkipListSet<UUID> sent = new ConcurrentSkipListSet<>();
        private final List<Notification> unsent = new ArrayList<>();

        private @Nullable Notification unwritable;
        private @Nullable Error away;

        Unsent(Notification... unsent) {
            this.unsent.addAll(List.of(unsent));
        }

        @Override
        public List<Notification> claimUnsent(Duration lease, int atMost) {
            if (away != null) {
                throw away;
            }
            var claimed = List.copyOf(unsent);
            unsent.clear();
            return claimed;
        }

        @Override
        public void markSent(UUID id) {
            write(id, sent::add);
        }

        @Override
        public void noteFailure(UUID id, String error) {
            write(id, _ -> failures.put(id, error));
        }

        @Override
        public void giveUp(UUID id, String error) {
            write(id, _ -> givenUp.put(id, error));
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
