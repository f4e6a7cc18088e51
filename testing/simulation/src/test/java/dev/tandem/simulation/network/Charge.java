package dev.tandem.simulation.network;

import dev.tandem.payment.domain.Money;
import java.time.Instant;
import java.util.UUID;

/** The provider's record of one key: its state, and how often an amount was held, captured and refunded for it. */
public final class Charge {

    private final UUID key;
    private final Money amount;
    private final String token;
    private final Instant decidedAt;
    private State state;
    private int holds;
    private int captures;
    private int refunds;

    Charge(UUID key, Money amount, String token, State state, Instant decidedAt) {
        this.key = key;
        this.amount = amount;
        this.token = token;
        this.state = state;
        this.decidedAt = decidedAt;
        this.holds = state == State.AUTHORIZED || state == State.PROCESSING ? 1 : 0;
    }

    public enum State {
        PROCESSING,
        AUTHORIZED,
        DECLINED,
        CAPTURED,
        CANCELLED,
        REFUNDED
    }

    void capture() {
        if (state == State.AUTHORIZED) {
            state = State.CAPTURED;
            captures++;
        }
    }

    void cancel() {
        if (state == State.AUTHORIZED) {
            state = State.CANCELLED;
        }
    }

    void refund() {
        if (state == State.CAPTURED) {
            state = State.REFUNDED;
            refunds++;
        }
    }

    /** Only a provider that ignores the key holds an amount twice. */
    void holdAgain() {
        holds++;
    }

    void endProcessing(Instant now) {
        if (state == State.PROCESSING && !decidedAt.isAfter(now)) {
            state = State.AUTHORIZED;
        }
    }

    public UUID key() {
        return key;
    }

    public Money amount() {
        return amount;
    }

    String token() {
        return token;
    }

    public State state() {
        return state;
    }

    public int holds() {
        return holds;
    }

    public int captures() {
        return captures;
    }

    public int refunds() {
        return refunds;
    }
}
