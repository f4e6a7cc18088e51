package dev.tandem.payment.application;

import static java.util.Objects.requireNonNull;

import dev.tandem.payment.domain.Payment;
import dev.tandem.payment.domain.Payments;
import dev.tandem.payment.domain.PendingOperation;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Payments in memory, without locks. Leases end when a test says so. */
final class InMemoryPayments implements Payments {

    private final Map<UUID, Payment> payments = new ConcurrentHashMap<>();
    private final Set<Claim> claims = ConcurrentHashMap.newKeySet();
    private final PaymentEvents events;

    InMemoryPayments(PaymentEvents events) {
        this.events = events;
    }

    /** A new operation has not been claimed yet. */
    private record Claim(UUID orderId, @Nullable PendingOperation pendingOperation) {

        static Claim of(Payment payment) {
            return new Claim(payment.orderId(), payment.pendingOperation());
        }
    }

    void endLeases() {
        claims.clear();
    }

    @Override
    public Optional<Payment> findById(UUID orderId) {
        return Optional.ofNullable(payments.get(orderId)).map(Payment::copy);
    }

    @Override
    public Optional<Payment> findLockedById(UUID orderId) {
        return findById(orderId);
    }

    @Override
    public boolean add(Payment payment) {
        return payments.putIfAbsent(payment.orderId(), payment.copy()) == null;
    }

    @Override
    public void update(Payment payment) {
        payments.put(payment.orderId(), payment.written());
    }

    @Override
    public void updateClaimed(Payment payment, Duration lease) {
        update(payment);
        claims.add(Claim.of(payment));
    }

    @Override
    public boolean updateAndPublish(Payment payment) {
        var isUnchanged = requireNonNull(payments.get(payment.orderId())).version() == payment.version();
        if (isUnchanged) {
            update(payment);
            events.publishOutcome(payment);
        }
        return isUnchanged;
    }

    @Override
    public void lock(Collection<UUID> orderIds) {}

    @Override
    public boolean addClaimed(Payment payment, Duration lease) {
        var isNew = add(payment);
        if (isNew) {
            claims.add(Claim.of(payment));
        }
        return isNew;
    }

    @Override
    public void claim(UUID orderId, Duration lease) {
        findById(orderId).ifPresent(this::claim);
    }

    private Payment claim(Payment payment) {
        update(payment);
        claims.add(Claim.of(payment));
        return payment.written();
    }

    @Override
    public List<Payment> claimUnsettled(Duration lease, Duration parkAfter, int atMost) {
        var claimed = payments.values().stream()
                .filter(payment -> payment.pendingOperation() != null && !payment.isParked())
                .filter(payment -> !claims.contains(Claim.of(payment)))
                .limit(atMost)
                .toList();
        return claimed.stream().map(this::claim).toList();
    }
}
