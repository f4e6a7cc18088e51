package dev.tandem.payment.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.payment.domain.AuthorizationOutcome.Authorized;
import dev.tandem.payment.domain.AuthorizationOutcome.Declined;
import dev.tandem.payment.domain.DeclineReason;
import dev.tandem.payment.domain.Money;
import dev.tandem.payment.domain.Payment;
import dev.tandem.payment.domain.PaymentStatus;
import dev.tandem.payment.domain.Payments;
import dev.tandem.payment.domain.PendingOperation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The behaviour of every {@link Payments}, in memory or in PostgreSQL. */
public abstract class PaymentsContract {

    protected static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofHours(24);

    private final UUID orderId = UUID.randomUUID();

    protected abstract Payments payments();

    /** Runs the work in a transaction, where there are transactions. */
    protected abstract void inTransaction(Runnable work);

    /** Lets as much time pass as it takes for all leases to end. */
    protected abstract void endLeases();

    @Test
    void a_payment_is_found_as_it_was_saved() {
        save(orderId);

        var found = payments().findById(orderId).orElseThrow();
        assertThat(found.amount()).isEqualTo(new Money(2590, "EUR"));
        assertThat(found.sealedToken()).isEqualTo("sealed");
        assertThat(found.fingerprint()).isEqualTo("fingerprint");
        assertThat(found.status()).isEqualTo(PaymentStatus.PENDING);
        assertThat(found.pendingOperation()).isEqualTo(PendingOperation.AUTHORIZE);
        assertThat(found.isParked()).isFalse();
        assertThat(found.declineReason()).isNull();
    }

    @Test
    void a_payment_that_does_not_exist_is_not_found() {
        assertThat(payments().findById(orderId)).isEmpty();
        inTransaction(() -> assertThat(payments().findLockedById(orderId)).isEmpty());
    }

    @Test
    void a_change_under_lock_is_kept() {
        save(orderId);
        change(payment -> payment.authorizationEnded(new Declined(DeclineReason.SUSPECTED_FRAUD)));

        var found = payments().findById(orderId).orElseThrow();
        assertThat(found.status()).isEqualTo(PaymentStatus.DECLINED);
        assertThat(found.declineReason()).isEqualTo(DeclineReason.SUSPECTED_FRAUD);
    }

    @Test
    void a_token_is_kept_until_the_provider_need_not_be_asked_for_it() {
        save(orderId);
        change(payment -> payment.wentUnanswered(Instant.EPOCH, PATIENCE));
        assertThat(payments().findById(orderId).orElseThrow().sealedToken()).isEqualTo("sealed");

        change(payment -> payment.authorizationEnded(new Authorized()));
        assertThat(payments().findById(orderId).orElseThrow().sealedToken()).isNull();
    }

    @Test
    void a_pending_operation_is_kept() {
        savePending();

        assertThat(payments().findById(orderId).orElseThrow().pendingOperation())
                .isEqualTo(PendingOperation.CAPTURE);
    }

    @Test
    void a_payment_that_has_a_pending_operation_is_claimed_by_one() {
        savePending();

        assertThat(claim()).contains(orderId);
        assertThat(claim()).doesNotContain(orderId);
    }

    @Test
    void a_payment_without_a_pending_operation_is_never_claimed() {
        save(orderId, payment -> payment.authorizationEnded(new Authorized()));

        assertThat(claim()).doesNotContain(orderId);
    }

    @Test
    void a_payment_whose_operation_is_done_is_never_claimed_again() {
        savePending();
        claim();
        change(Payment::captured);
        endLeases();

        assertThat(claim()).doesNotContain(orderId);
    }

    @Test
    void a_payment_that_is_still_pending_is_claimed_after_its_lease() {
        savePending();
        claim();
        endLeases();

        assertThat(claim()).contains(orderId);
    }

    @Test
    void a_new_operation_does_not_wait_for_the_lease_of_the_old_one() {
        savePending();
        claim();
        change(Payment::undo);

        assertThat(claim()).contains(orderId);
    }

    @Test
    void an_undo_that_is_asked_for_again_leaves_the_lease_as_it_is() {
        save(orderId);
        change(Payment::undo);
        claim();
        change(Payment::undo);

        assertThat(claim()).doesNotContain(orderId);
    }

    @Test
    void a_payment_under_a_lease_is_not_claimed() {
        save(orderId);
        inTransaction(() -> payments().claim(orderId, Duration.ofMinutes(1)));
        assertThat(claim()).doesNotContain(orderId);

        endLeases();
        assertThat(claim()).contains(orderId);
    }

    @Test
    void an_order_has_one_payment() {
        save(orderId);

        inTransaction(
                () -> assertThat(payments().add(Payment.tombstone(orderId))).isFalse());
        assertThat(payments().findById(orderId).orElseThrow().status()).isEqualTo(PaymentStatus.PENDING);
    }

    @Test
    void a_payment_is_added_under_a_lease_once() {
        var payment = Payment.pending(orderId, new Money(2590, "EUR"), "sealed", "fingerprint");
        var another = Payment.pending(orderId, new Money(1, "EUR"), "sealed", "another");

        assertThat(payments().addClaimed(payment, LEASE)).isTrue();
        assertThat(payments().addClaimed(another, LEASE)).isFalse();
        assertThat(payments().findById(orderId).orElseThrow().fingerprint()).isEqualTo("fingerprint");
        assertThat(claim()).doesNotContain(orderId);

        endLeases();
        assertThat(claim()).contains(orderId);
    }

    @Test
    void a_payment_is_written_under_a_lease() {
        save(orderId, payment -> payment.authorizationEnded(new Authorized()));
        change(Payment::capture, payment -> payments().updateClaimed(payment, LEASE));
        assertThat(claim()).doesNotContain(orderId);

        endLeases();
        assertThat(claim()).contains(orderId);
    }

    @Test
    void an_outcome_is_written_if_the_payment_has_not_changed_since_it_was_read() {
        save(orderId);
        var first = authorized(payments().findById(orderId).orElseThrow());
        var second = authorized(payments().findById(orderId).orElseThrow());

        assertThat(payments().updateAndPublish(first)).isTrue();
        assertThat(payments().updateAndPublish(second)).isFalse();
        assertThat(payments().updateAndPublish(captured(first.written()))).isTrue();
        assertThat(payments().findById(orderId).orElseThrow().status()).isEqualTo(PaymentStatus.CAPTURED);
    }

    @Test
    void an_outcome_is_not_written_if_the_payment_was_claimed_since_it_was_read() {
        save(orderId);
        var outdated = authorized(payments().findById(orderId).orElseThrow());
        assertThat(claim()).contains(orderId);
        assertThat(payments().updateAndPublish(outdated)).isFalse();

        var outdatedAgain = authorized(payments().findById(orderId).orElseThrow());
        inTransaction(() -> payments().claim(orderId, LEASE));
        assertThat(payments().updateAndPublish(outdatedAgain)).isFalse();
    }

    @Test
    void the_outcome_of_a_claimed_payment_is_written() {
        save(orderId);
        var claimed = new ArrayList<Payment>();
        inTransaction(() -> claimed.addAll(payments().claimUnsettled(LEASE, PATIENCE, 1000)));

        var payment = claimed.stream()
                .filter(each -> each.orderId().equals(orderId))
                .findAny()
                .orElseThrow();
        assertThat(payments().updateAndPublish(authorized(payment))).isTrue();
    }

    @Test
    void a_payment_that_was_found_is_a_copy() {
        save(orderId);
        authorized(payments().findById(orderId).orElseThrow());

        assertThat(payments().findById(orderId).orElseThrow().status()).isEqualTo(PaymentStatus.PENDING);
    }

    @Test
    void a_payment_that_is_parked_is_not_claimed_until_it_is_tried_again() {
        save(orderId, payment -> payment.wentUnanswered(Instant.now(), Duration.ZERO));
        endLeases();
        assertThat(claim()).doesNotContain(orderId);

        change(Payment::tryAgain);
        assertThat(claim()).contains(orderId);
    }

    @Test
    void no_more_are_claimed_than_asked_for() {
        savePending();
        save(UUID.randomUUID(), Payment::undo);

        assertThat(claim(1)).hasSize(1);
    }

    protected void savePending() {
        save(orderId, payment -> {
            payment.authorizationEnded(new Authorized());
            payment.capture();
        });
    }

    protected UUID orderId() {
        return orderId;
    }

    private static Payment authorized(Payment payment) {
        payment.authorizationEnded(new Authorized());
        return payment;
    }

    private static Payment captured(Payment payment) {
        payment.capture();
        payment.captured();
        return payment;
    }

    protected void change(Consumer<Payment> change) {
        change(change, payments()::update);
    }

    private void change(Consumer<Payment> change, Consumer<Payment> update) {
        inTransaction(() -> {
            var payment = payments().findLockedById(orderId).orElseThrow();
            change.accept(payment);
            update.accept(payment);
        });
    }

    protected List<UUID> claim() {
        return claim(1000);
    }

    private List<UUID> claim(int atMost) {
        var claimed = new ArrayList<UUID>();
        inTransaction(() -> claimed.addAll(payments().claimUnsettled(LEASE, PATIENCE, atMost).stream()
                .map(Payment::orderId)
                .toList()));
        return claimed;
    }

    private void save(UUID order) {
        save(order, _ -> {});
    }

    private void save(UUID order, Consumer<Payment> change) {
        inTransaction(() -> {
            var payment = Payment.pending(order, new Money(2590, "EUR"), "sealed", "fingerprint");
            change.accept(payment);
            payments().add(payment);
        });
    }
}
