package dev.tandem.payment.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.payment.application.PaymentsContract;
import dev.tandem.payment.domain.AuthorizationOutcome.Captured;
import dev.tandem.payment.domain.Payment;
import dev.tandem.payment.domain.Payments;
import dev.tandem.testing.infrastructure.RealInfrastructure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
@Import({JdbcPayments.class, ChangesOnly.class})
@RealInfrastructure
@Transactional(propagation = Propagation.NOT_SUPPORTED) // real commits, as in production
class JdbcPaymentsIT extends PaymentsContract {

    private static final Duration PATIENCE = Duration.ofMinutes(15);

    @Autowired
    Payments payments;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Override
    protected Payments payments() {
        return payments;
    }

    @Override
    protected void inTransaction(Runnable work) {
        transactions.executeWithoutResult(_ -> work.run());
    }

    @Override
    protected void endLeases() {
        jdbc.sql("update payments set next_attempt_at = now()").update();
    }

    @Test
    void a_payment_that_is_being_changed_cannot_be_claimed() {
        savePending();

        inTransaction(() -> {
            assertThat(payments.findLockedById(orderId())).isPresent();
            assertThat(CompletableFuture.supplyAsync(this::claim).join()).doesNotContain(orderId());
        });
        assertThat(claim()).contains(orderId());
    }

    /** A payment contains its lease, and is written as a whole: it must not restore an older lease. */
    @Test
    void a_change_that_begins_during_a_claim_keeps_the_new_lease() {
        savePending();
        change(Payment::undo);

        var change = transactions.execute(_ -> {
            assertThat(claim()).contains(orderId());
            var started = CompletableFuture.runAsync(this::noteThatItWasCaptured);
            await().pollInSameThread().until(this::somebodyWaitsForThisTransaction);
            return started;
        });
        change.join();

        assertThat(claim()).doesNotContain(orderId());
    }

    @Test
    void the_pause_doubles_with_each_attempt_up_to_32_leases() {
        savePending();

        var pauses = new ArrayList<Long>();
        inTransaction(() -> {
            for (var attempt = 0; attempt < 7; attempt++) {
                endLeases();
                claim();
                pauses.add(secondsToNextAttempt());
            }
        });
        assertThat(pauses).containsExactly(60L, 120L, 240L, 480L, 960L, 1920L, 1920L);
    }

    /** With the default settings: a lease of ten seconds, and parked after a quarter of an hour. */
    @Test
    void the_last_pause_ends_when_the_payment_is_to_be_parked() {
        savePending();
        assertThat(attemptsUntilItIsParked()).containsExactly(0L, 10L, 30L, 70L, 150L, 310L, 630L, 900L);

        change(Payment::tryAgain);
        assertThat(attemptsUntilItIsParked()).containsExactly(0L, 10L, 30L, 70L, 150L, 310L, 630L, 900L);
    }

    @Test
    void an_undo_is_tried_at_once_and_last_when_the_same_time_ends() {
        savePending();
        claimAndHearNothing();
        pass(600);
        change(Payment::undo);

        assertThat(attemptsUntilItIsParked()).containsExactly(0L, 10L, 30L, 70L, 150L, 300L);
    }

    /** The outcome of the last attempt may not have been stored: then there is one more attempt, and no long pause. */
    @Test
    void a_payment_whose_time_is_over_comes_up_again_after_a_lease() {
        savePending();
        claimAndHearNothing();
        pass(1000);
        claimByDefault();

        assertThat(secondsToNextAttempt()).isEqualTo(10);
    }

    /** The times of the attempts, in seconds since the first. */
    private List<Long> attemptsUntilItIsParked() {
        var attempts = new ArrayList<Long>();
        for (var time = 0L; !isParked(); time += passToNextAttempt()) {
            claimAndHearNothing();
            attempts.add(time);
        }
        return attempts;
    }

    private void claimAndHearNothing() {
        claimByDefault();
        change(payment -> payment.wentUnanswered(Instant.now(), PATIENCE));
    }

    private void claimByDefault() {
        inTransaction(() -> assertThat(payments.claimUnsettled(Duration.ofSeconds(10), PATIENCE, 1000))
                .extracting(Payment::orderId)
                .contains(orderId()));
    }

    private long passToNextAttempt() {
        var seconds = secondsToNextAttempt();
        pass(seconds);
        return seconds;
    }

    private void pass(long seconds) {
        jdbc.sql("""
                        update payments
                        set next_attempt_at = next_attempt_at - make_interval(secs => :seconds),
                            unanswered_since = unanswered_since - make_interval(secs => :seconds)
                        where order_id = :orderId""").param("seconds", seconds).param("orderId", orderId()).update();
    }

    private boolean isParked() {
        return payments.findById(orderId()).orElseThrow().isParked();
    }

    private void noteThatItWasCaptured() {
        change(payment -> payment.authorizationEnded(new Captured()));
    }

    private boolean somebodyWaitsForThisTransaction() {
        return jdbc.sql(
                        "select exists (select from pg_locks where not granted and transactionid = pg_current_xact_id()::xid)")
                .query(Boolean.class)
                .single();
    }

    private long secondsToNextAttempt() {
        return jdbc.sql("select round(extract(epoch from next_attempt_at - now())) from payments where order_id = ?")
                .param(orderId())
                .query(Long.class)
                .single();
    }
}
