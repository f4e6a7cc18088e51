package dev.tandem.payment.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tandem.payment.application.ParkedPayments;
import dev.tandem.payment.application.ParkedPayments.Decision;
import dev.tandem.payment.application.ParkedPayments.ParkedPayment;
import dev.tandem.payment.domain.Payment;
import dev.tandem.payment.domain.Payments;
import dev.tandem.testing.infrastructure.Infrastructure.Database;
import dev.tandem.testing.infrastructure.RealInfrastructure;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase.Replace;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

@JdbcTest
@AutoConfigureTestDatabase(replace = Replace.NONE)
@Import({JdbcPayments.class, ChangesOnly.class, JdbcParkedPayments.class})
@RealInfrastructure
@Transactional(propagation = Propagation.NOT_SUPPORTED) // real commits, as in production
class JdbcParkedPaymentsIT {

    @Autowired
    ParkedPayments parkedPayments;

    @Autowired
    Payments payments;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    Database database;

    private final UUID oldest = UUID.randomUUID();
    private final UUID older = UUID.randomUUID();
    private final UUID newest = UUID.randomUUID();

    @BeforeEach
    void three_are_parked() {
        jdbc.sql("delete from parked_payment_decisions").update();
        jdbc.sql("delete from payments").update();
        park(newest, 1);
        park(oldest, 3);
        park(older, 2);
    }

    @Nested
    class Retrying_many {

        @Test
        void takes_those_that_have_been_waiting_longest() {
            assertThat(parkedPayments.retryAll(2, "ada", "the provider is back"))
                    .isEqualTo(2);

            assertThat(parkedPayments.list(10))
                    .extracting(ParkedPayment::orderId)
                    .containsExactly(newest);
            assertThat(claim()).containsExactlyInAnyOrder(oldest, older);
        }

        @Test
        void remembers_for_each_who_wanted_it_and_why() {
            parkedPayments.retryAll(2, "ada", "the provider is back");

            for (var retried : List.of(oldest, older)) {
                assertThat(parkedPayments.decisions(retried))
                        .extracting(Decision::operator, Decision::reason)
                        .containsExactly(tuple("ada", "the provider is back"));
            }
            assertThat(parkedPayments.decisions(newest)).isEmpty();
        }

        @Test
        void gives_each_the_whole_time_again() {
            parkedPayments.retryAll(3, "ada", "the provider is back");

            var retried = payments.findById(oldest).orElseThrow();
            assertThat(retried.unansweredSince()).isNull();
            assertThat(retried.isParked()).isFalse();
        }

        @Test
        void passes_over_one_that_somebody_else_decides_about() {
            transactions.executeWithoutResult(_ -> {
                assertThat(payments.findLockedById(oldest)).isPresent();
                assertThat(retryAllMeanwhile()).isEqualTo(2);
            });

            assertThat(parkedPayments.list(10))
                    .extracting(ParkedPayment::orderId)
                    .containsExactly(oldest);
        }

        @Test
        void of_none_changes_nothing() {
            parkedPayments.retryAll(3, "ada", "the provider is back");

            assertThat(parkedPayments.retryAll(3, "ada", "once more")).isZero();
        }

        private int retryAllMeanwhile() {
            return CompletableFuture.supplyAsync(() -> parkedPayments.retryAll(10, "ada", "the provider is back"))
                    .join();
        }
    }

    /** A settled payment stays for ever: a query that reads all of them gets slower each day. */
    @Test
    void no_query_of_operators_or_metrics_scans_settled_payments() {
        jdbc.sql("""
                insert into payments (order_id, amount, currency, token, status, version)
                select gen_random_uuid(), 2590, 'EUR', 'tok_visa', 'CAPTURED', 0 from generate_series(1, 20000)""").update();
        database.asOwner("analyze payments");

        transactions.executeWithoutResult(_ -> {
            var before = scansOfAllPayments();
            parkedPayments.list(100);
            parkedPayments.depth();
            parkedPayments.find(oldest);
            parkedPayments.decisions(oldest);
            parkedPayments.retryAll(100, "ada", "the provider is back");
            payments.claimUnsettled(Duration.ofSeconds(10), Duration.ofMinutes(15), 50);
            assertThat(scansOfAllPayments()).isEqualTo(before);
        });
    }

    private long scansOfAllPayments() {
        return jdbc.sql("select seq_scan from pg_stat_xact_user_tables where relname = 'payments'")
                .query(Long.class)
                .single();
    }

    private List<UUID> claim() {
        return payments.claimUnsettled(Duration.ofSeconds(10), Duration.ofMinutes(15), 100).stream()
                .map(Payment::orderId)
                .toList();
    }

    private void park(UUID orderId, int hoursAgo) {
        jdbc.sql("""
                        insert into payments (order_id, amount, currency, token, status, pending_operation, attempts,
                            next_attempt_at, unanswered_since, parked_at, version)
                        values (:id, 2590, 'EUR', 'tok_visa', 'PENDING', 'AUTHORIZE', 8,
                            now() + interval '5 minutes', now() - make_interval(hours => :hours),
                            now() - make_interval(hours => :hours), 0)""").param("id", orderId).param("hours", hoursAgo).update();
    }
}
