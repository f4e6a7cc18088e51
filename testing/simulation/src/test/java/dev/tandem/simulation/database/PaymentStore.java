package dev.tandem.simulation.database;

import static java.util.Objects.requireNonNull;

import dev.tandem.contracts.Message;
import dev.tandem.contracts.payment.PaymentEvent;
import dev.tandem.payment.application.PaymentEvents;
import dev.tandem.payment.domain.Payment;
import dev.tandem.payment.domain.Payments;
import dev.tandem.payment.domain.PendingOperation;
import dev.tandem.simulation.engine.Scheduler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** Payments in a simulated database. */
public final class PaymentStore implements Payments {

    private static final int MOST_DOUBLINGS = 5;

    private final Table<UUID, Payment> rows;
    private final Table<UUID, Claim> claims;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private @Nullable PaymentEvents events;

    public PaymentStore(Database database, Clock clock) {
        this.transactions = new TransactionTemplate(database);
        this.rows = database.table(PaymentStore::eventFor, Payment::copy);
        this.claims = database.table();
        this.clock = clock;
    }

    /** Connects the service's own publisher of messages. */
    public void publishThrough(PaymentEvents publisher) {
        this.events = publisher;
    }

    public Table<UUID, Payment> rows() {
        return rows;
    }

    /** How many times an operation was tried, and when it is due again. A new operation has not been claimed yet. */
    private record Claim(@Nullable PendingOperation pendingOperation, int attempts, Instant next) {}

    private static @Nullable Class<? extends Message> eventFor(Payment payment) {
        return switch (payment.status()) {
            case PENDING -> null;
            case AUTHORIZED -> PaymentEvent.PaymentAuthorized.class;
            case DECLINED -> PaymentEvent.PaymentDeclined.class;
            case CAPTURED -> PaymentEvent.PaymentCaptured.class;
            case VOIDED -> PaymentEvent.PaymentVoided.class;
            case REFUNDED -> PaymentEvent.PaymentRefunded.class;
        };
    }

    @Override
    public Optional<Payment> findById(UUID orderId) {
        return rows.find(orderId);
    }

    @Override
    public Optional<Payment> findLockedById(UUID orderId) {
        return rows.find(orderId);
    }

    @Override
    public boolean add(Payment payment) {
        var isNew = rows.find(payment.orderId()).isEmpty();
        if (isNew) {
            rows.put(payment.orderId(), payment);
        }
        return isNew;
    }

    @Override
    public void update(Payment payment) {
        rows.put(payment.orderId(), payment.written());
    }

    @Override
    public void updateClaimed(Payment payment, Duration lease) {
        throw new UnsupportedOperationException("in the simulation, payments are settled by the job only");
    }

    @Override
    public boolean updateAndPublish(Payment payment) {
        return requireNonNull(transactions.execute(_ -> {
            var isUnchanged = rows.find(payment.orderId()).orElseThrow().version() == payment.version();
            if (isUnchanged) {
                update(payment);
                requireNonNull(events).publishOutcome(payment);
            }
            return isUnchanged;
        }));
    }

    @Override
    public void lock(Collection<UUID> orderIds) {}

    @Override
    public boolean addClaimed(Payment payment, Duration lease) {
        return requireNonNull(transactions.execute(_ -> {
            var isNew = rows.find(payment.orderId()).isEmpty();
            if (isNew) {
                rows.put(payment.orderId(), payment);
                claim(payment, 0, lease);
            }
            return isNew;
        }));
    }

    @Override
    public void claim(UUID orderId, Duration lease) {
        rows.find(orderId).ifPresent(payment -> {
            claim(payment, lastClaim(payment).attempts(), lease);
            update(payment);
        });
    }

    private void claim(Payment payment, int attempts, Duration pause) {
        claims.put(
                payment.orderId(),
                new Claim(payment.pendingOperation(), attempts, clock.instant().plus(pause)));
    }

    @Override
    public List<Payment> claimUnsettled(Duration lease, Duration parkAfter, int atMost) {
        var due = unsettled()
                .filter(payment -> !lastClaim(payment).next().isAfter(clock.instant()))
                .limit(atMost)
                .toList();
        due.forEach(payment -> {
            var attempts = lastClaim(payment).attempts();
            var pause = pause(lease.multipliedBy(1L << Math.min(attempts, MOST_DOUBLINGS)), lease, parkAfter, payment);
            claim(payment, attempts + 1, pause);
            update(payment);
        });
        return due.stream().map(Payment::written).toList();
    }

    /**
     * As in the database: a pause that would end after {@code parkAfter}, or leave no room for another attempt, ends at
     * {@code parkAfter}.
     */
    private Duration pause(Duration doubled, Duration lease, Duration parkAfter, Payment payment) {
        if (payment.unansweredSince() == null) {
            return doubled;
        }
        var left = parkAfter.minus(Duration.between(payment.unansweredSince(), clock.instant()));
        return left.compareTo(doubled.plus(lease)) >= 0 ? doubled : left.compareTo(lease) > 0 ? left : lease;
    }

    /** The time when the next payment can be settled. */
    public Optional<Instant> nextUnsettled() {
        return unsettled().map(payment -> lastClaim(payment).next()).min(Instant::compareTo);
    }

    public List<UUID> parked() {
        return rows.committed().stream()
                .filter(Payment::isParked)
                .map(Payment::orderId)
                .toList();
    }

    private Stream<Payment> unsettled() {
        return rows.committed().stream().filter(payment -> payment.pendingOperation() != null && !payment.isParked());
    }

    private Claim lastClaim(Payment payment) {
        return claims.row(payment.orderId())
                .filter(claim -> claim.pendingOperation() == payment.pendingOperation())
                .orElseGet(() -> new Claim(payment.pendingOperation(), 0, Scheduler.START));
    }
}
