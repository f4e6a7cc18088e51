package dev.tandem.notification.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import dev.tandem.notification.application.Draft;
import dev.tandem.notification.application.FailedNotifications.Decision;
import dev.tandem.notification.application.FailedNotifications.FailedNotification;
import dev.tandem.notification.application.Notification;
import dev.tandem.notification.application.Notification.Status;
import dev.tandem.notification.application.NotificationEvents;
import dev.tandem.testing.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class JdbcNotificationsIT {

    private static final DataSource DATABASE = migrated("latest");
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final JdbcClient jdbc = JdbcClient.create(DATABASE);
    private final TransactionTemplate transactions = new TransactionTemplate(new JdbcTransactionManager(DATABASE));
    private final JdbcNotifications notifications = new JdbcNotifications(jdbc, changesOnly(jdbc));
    private final JdbcFailedNotifications failed = new JdbcFailedNotifications(jdbc);
    private final UUID orderId = UUID.randomUUID();

    private static DataSource migrated(String version) {
        var database = Infrastructure.get().newDatabase();
        var source = new DriverManagerDataSource(database.jdbcUrl(), database.owner(), database.password());
        migrate(source, version);
        return source;
    }

    private static NotificationEvents changesOnly(JdbcClient jdbc) {
        return (_, change) -> change.make(jdbc);
    }

    private static void migrate(DataSource database, String version) {
        Flyway.configure().dataSource(database).target(version).load().migrate();
    }

    @BeforeEach
    void nothing_from_before() {
        jdbc.sql("truncate notifications cascade").update();
    }

    @Nested
    class Messages_of_one_order {

        @BeforeEach
        void are_two() {
            add(orderId, "order-confirmed");
            add(orderId, "order-cancelled");
        }

        @Test
        void are_claimed_one_after_the_other() {
            var first = claimOne("order-confirmed");
            assertThat(claim()).isEmpty();

            notifications.markSent(first);
            claimOne("order-cancelled");
        }

        @Test
        void wait_for_one_that_will_be_retried() {
            notifications.recordFailure(claimOne("order-confirmed").id(), "away");

            assertThat(claim()).isEmpty();
        }

        @Test
        void do_not_wait_for_one_that_failed() {
            notifications.markFailed(claimOne("order-confirmed").id(), "no address");

            claimOne("order-cancelled");
        }

        @Test
        void are_claimed_by_one_instance_at_a_time() {
            transactions.executeWithoutResult(_ -> {
                claimOne("order-confirmed");
                assertThat(claimElsewhere()).isEmpty();
            });

            assertThat(claimElsewhere()).isEmpty();
        }

        @Test
        void do_not_delay_those_of_other_orders_while_locked() {
            add(UUID.randomUUID(), "order-rejected");

            transactions.executeWithoutResult(_ -> {
                jdbc.sql("select id from notifications where order_id = ? for update")
                        .param(orderId)
                        .query(UUID.class)
                        .list();
                assertThat(claimElsewhere()).extracting(Notification::template).containsExactly("order-rejected");
            });
        }

        private List<Notification> claimElsewhere() {
            return CompletableFuture.supplyAsync(JdbcNotificationsIT.this::claim)
                    .join();
        }
    }

    @Nested
    class A_message_that_is_added_under_a_lease {

        @Test
        void is_claimed_and_attempted() {
            var claimed = addClaimed("order-confirmed").orElseThrow();
            assertThat(claimed.attempts()).isOne();
            assertThat(claimed.template()).isEqualTo("order-confirmed");
            assertThat(claim()).isEmpty();

            jdbc.sql("update notifications set next_attempt_at = now()").update();
            assertThat(claimOne("order-confirmed").attempts()).isEqualTo(2);
        }

        @Test
        void is_added_once() {
            addClaimed("order-confirmed");

            assertThat(addClaimed("order-confirmed")).isEmpty();
            assertThat(notifications.findByOrder(orderId)).hasSize(1);
        }

        @Test
        void is_not_claimed_if_its_order_has_an_earlier_one() {
            var first = addClaimed("order-confirmed").orElseThrow();

            assertThat(addClaimed("order-cancelled")).isEmpty();
            assertThat(claim()).isEmpty();
            notifications.markSent(first);
            assertThat(claimOne("order-cancelled").attempts()).isOne();
        }

        private Optional<Notification> addClaimed(String template) {
            return notifications.addClaimed(new Draft(orderId, template, "ada@example.com", "subject", "body"), LEASE);
        }
    }

    @Nested
    class A_message_that_failed {

        @Test
        void is_one_that_was_attempted_a_hundred_times() {
            add(orderId, "order-confirmed");
            jdbc.sql("update notifications set attempts = ?")
                    .param(Notification.ATTEMPTS_LIMIT - 2)
                    .update();
            notifications.recordFailure(claimOne("order-confirmed").id(), "away");
            assertThat(status()).isEqualTo(Status.PENDING);

            endPauses();
            notifications.recordFailure(claimOne("order-confirmed").id(), "still away");
            assertThat(status()).isEqualTo(Status.FAILED);
            endPauses();
            assertThat(claim()).isEmpty();
        }

        @Test
        void is_listed_and_counted_with_its_reason() {
            var id = fail(orderId, "order-confirmed");

            assertThat(failed.list(10)).singleElement().satisfies(one -> {
                assertThat(one.id()).isEqualTo(id);
                assertThat(one.attempts()).isEqualTo(1);
                assertThat(one.lastError()).isEqualTo("no address");
            });
            assertThat(failed.find(id)).isPresent();
            assertThat(failed.depth().notifications()).isEqualTo(1);
            assertThat(failed.depth().age()).isGreaterThanOrEqualTo(Duration.ZERO);
        }

        @Test
        void is_claimed_at_once_and_as_new_if_an_operator_retries_it() {
            var id = fail(orderId, "order-confirmed");

            assertThat(failed.retry(id, "ada", "mended")).isTrue();
            assertThat(claimOne("order-confirmed").attempts()).isEqualTo(1);
            assertThat(failed.depth().notifications()).isZero();
            assertThat(failed.decisions(id))
                    .extracting(Decision::operator, Decision::reason)
                    .containsExactly(tuple("ada", "mended"));
        }

        @Test
        void is_retried_once_if_two_operators_retry_it() {
            var id = fail(orderId, "order-confirmed");

            assertThat(failed.retry(id, "ada", "mended")).isTrue();
            assertThat(failed.retry(id, "bob", "mended")).isFalse();
            assertThat(failed.decisions(id)).hasSize(1);
        }

        @Test
        void is_superseded_by_a_later_one_of_its_order_that_was_sent() {
            var id = fail(orderId, "order-confirmed");
            add(orderId, "order-cancelled");
            notifications.markSent(claimOne("order-cancelled"));

            assertThat(failed.list(10)).isEmpty();
            assertThat(failed.retry(id, "ada", "mended")).isFalse();
            assertThat(failed.retryOldest(10, "ada", "mended")).isZero();
            assertThat(status()).isEqualTo(Status.FAILED);
        }

        @Test
        void is_superseded_by_a_later_one_of_its_order_that_failed_too() {
            fail(orderId, "order-confirmed");
            fail(orderId, "order-cancelled");

            assertThat(failed.retryOldest(10, "ada", "mended")).isEqualTo(1);
            claimOne("order-cancelled");
        }

        @Test
        void is_sent_before_a_later_one_of_its_order_that_is_unattempted() {
            var id = fail(orderId, "order-confirmed");
            add(orderId, "order-cancelled");

            assertThat(failed.retry(id, "ada", "mended")).isTrue();
            notifications.markSent(claimOne("order-confirmed"));
            claimOne("order-cancelled");
        }

        @Test
        void is_superseded_even_if_retried_while_a_later_one_is_claimed() {
            var id = fail(orderId, "order-confirmed");
            add(orderId, "order-cancelled");

            var claimed = transactions.execute(_ -> {
                assertThat(failed.retry(id, "ada", "mended")).isTrue();
                var claim = CompletableFuture.supplyAsync(JdbcNotificationsIT.this::claim);
                await().until(() -> isALockAwaited());
                return claim;
            });

            assertThat(claimed.join()).extracting(Notification::template).containsExactly("order-cancelled");
            assertThat(status()).isEqualTo(Status.FAILED);
            endPauses();
            assertThat(claim()).extracting(Notification::template).containsExactly("order-cancelled");
        }

        private boolean isALockAwaited() {
            return jdbc.sql("""
                            select exists (select from pg_stat_activity
                            where datname = current_database() and wait_event_type = 'Lock')""").query(Boolean.class).single();
        }

        @Test
        void stays_superseded_if_an_attempt_in_progress_fails() {
            var id = fail(orderId, "order-confirmed");
            add(orderId, "order-cancelled");
            claimOne("order-cancelled");

            notifications.recordFailure(id, "away");

            assertThat(status()).isEqualTo(Status.FAILED);
            endPauses();
            claimOne("order-cancelled");
        }

        @Test
        void is_no_longer_read_once_it_is_superseded() {
            fail(orderId, "order-confirmed");
            add(orderId, "order-cancelled");
            claimOne("order-cancelled");

            assertThat(jdbc.sql(
                                    "select count(*) from notifications where failed_at is not null and superseded_at is null")
                            .query(Integer.class)
                            .single())
                    .isZero();
        }

        @Test
        void is_retried_among_others_in_the_order_of_failure() {
            var first = fail(UUID.randomUUID(), "order-confirmed");
            var second = fail(UUID.randomUUID(), "order-confirmed");
            var third = fail(UUID.randomUUID(), "order-confirmed");

            assertThat(failed.retryOldest(2, "ada", "mended")).isEqualTo(2);
            assertThat(failed.list(10)).extracting(FailedNotification::id).containsExactly(third);
            assertThat(failed.decisions(first)).hasSize(1);
            assertThat(failed.decisions(second)).hasSize(1);
        }

        private UUID fail(UUID order, String template) {
            add(order, template);
            var id = claimOne(template).id();
            notifications.markFailed(id, "no address");
            return id;
        }

        private void endPauses() {
            jdbc.sql("update notifications set next_attempt_at = now()").update();
        }

        private Status status() {
            return notifications.findByOrder(orderId).getFirst().status();
        }
    }

    @Test
    void a_message_that_failed_before_version_2_has_failed() {
        var database = migrated("1");
        var old = JdbcClient.create(database);
        old.sql("""
                insert into notifications (order_id, template, recipient, subject, body, attempts, sent_at) values
                    (?, 'order-confirmed', 'ada@example.com', 'subject', 'body', 100, null),
                    (?, 'order-rejected', 'ada@example.com', 'subject', 'body', 99, null),
                    (?, 'order-cancelled', 'ada@example.com', 'subject', 'body', 100, now())""").params(orderId, orderId, orderId).update();
        migrate(database, "latest");

        assertThat(new JdbcNotifications(old, changesOnly(old)).findByOrder(orderId))
                .extracting(Notification::status)
                .containsExactly(Status.FAILED, Status.PENDING, Status.SENT);
    }

    @Test
    void a_message_superseded_before_version_3_is_marked_superseded() {
        var database = migrated("2");
        var old = JdbcClient.create(database);
        old.sql("""
                insert into notifications (order_id, template, recipient, subject, body, failed_at) values
                    (?, 'order-confirmed', 'ada@example.com', 'subject', 'body', now()),
                    (?, 'order-cancelled', 'ada@example.com', 'subject', 'body', null)""").params(orderId, orderId).update();
        migrate(database, "latest");

        assertThat(new JdbcFailedNotifications(old).depth().notifications()).isZero();
    }

    @Test
    void characters_that_postgresql_cannot_store_are_replaced() {
        notifications.add(new Draft(orderId, "order-confirmed", "a\0da@example.com", "subject", "bo\0dy"));

        assertThat(claimOne("order-confirmed").recipient()).isEqualTo("a\uFFFDda@example.com");
    }

    private void add(UUID order, String template) {
        notifications.add(new Draft(order, template, "ada@example.com", "subject", "body"));
    }

    private Notification claimOne(String template) {
        var claimed = claim();
        assertThat(claimed).extracting(Notification::template).containsExactly(template);
        return claimed.getFirst();
    }

    private List<Notification> claim() {
        return notifications.claimUnsent(LEASE, 10);
    }
}
