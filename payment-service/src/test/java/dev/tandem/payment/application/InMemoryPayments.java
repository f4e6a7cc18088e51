package dev.tandem.payment.application;

import dev.tandem.payment.domain.Payment;
import dev.tandem.payment.domain.Payments;
import dev.tandem.payment.domain.PendingOperation;
import java.time.Duration;
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
        return Optional.ofNullable(payments.get(orderId));
    }

    @Override
    public Optional<Payment> findLockedById(UUID orderId) {
        return findById(orderId);
    }

    @Override
    public Payment save(Payment payment) {
        payments.put(payment.orderId(), payment);
        return payment;
    }

    @Override
    public void claim(UUID orderId, Duration lease) {
        findById(orderId).map(Claim::of).ifPresent(claims::add);
    }

    @Override
    public List<UUID> claimUnsettled(Duration lease, Duration parkAfter, int atMost) {
        var claimed = payments.values().stream()
                .filter(payment -> payment.pendingOperation() != null && !payment.isParked())
                .map(Claim::of)
                .filter(claim -> !claims.contains(claim))
                .limit(atMost)
                .toList();
        claims.addAll(claimed);
        return claimed.stream().map(Claim::orderId).toList();
    }
}
