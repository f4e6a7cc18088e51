package dev.tandem.payment.application;

import dev.tandem.payment.domain.Payments;
import java.util.Collection;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Locks several payments before a transaction changes them in any sequence. */
@Service
public class LockPayments {

    private final Payments payments;

    LockPayments(Payments payments) {
        this.payments = payments;
    }

    /** Locks the payments of these orders until the current transaction ends. */
    public void lock(Collection<UUID> orderIds) {
        payments.lock(orderIds);
    }
}
