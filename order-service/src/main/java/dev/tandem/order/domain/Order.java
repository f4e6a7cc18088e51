package dev.tandem.order.domain;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An order with the prices at which it was placed, and the state of its saga. */
public class Order {

    private final UUID id;
    private final Customer customer;
    private final @Nullable String sealedToken;
    private final List<OrderLine> lines;
    private final Money total;
    private final Instant placedAt;
    private SagaState sagaState;
    private Instant changedAt;
    private Instant claimedUntil;
    private long version;

    /**
     * Creates an order. Until the order's claim ends, the order belongs to the request that places it.
     *
     * @param sealedToken the customer's card, sealed for this order
     * @param claimedUntil the time until which the recovery job ignores the order
     * @throws IllegalArgumentException if there are no lines
     * @throws MixedCurrenciesException if their prices are in more than one currency
     * @throws TotalTooLargeException if the total is more than {@link OrderTotal#LARGEST}
     */
    public Order(
            UUID id,
            Customer customer,
            String sealedToken,
            List<OrderLine> lines,
            Instant placedAt,
            Instant claimedUntil) {
        this(
                id,
                customer,
                sealedToken,
                lines,
                OrderTotal.of(lines),
                placedAt,
                SagaState.START,
                placedAt,
                claimedUntil,
                0);
    }

    private Order(
            UUID id,
            Customer customer,
            @Nullable String sealedToken,
            List<OrderLine> lines,
            Money total,
            Instant placedAt,
            SagaState sagaState,
            Instant changedAt,
            Instant claimedUntil,
            long version) {
        this.id = id;
        this.customer = customer;
        this.sealedToken = sealedToken;
        this.lines = List.copyOf(lines);
        this.total = total;
        this.placedAt = placedAt;
        this.sagaState = sagaState;
        this.changedAt = changedAt;
        this.claimedUntil = claimedUntil;
        this.version = version;
    }

    /** An order as it was stored. */
    public static Order stored(
            UUID id,
            Customer customer,
            @Nullable String sealedToken,
            List<OrderLine> lines,
            Money total,
            Instant placedAt,
            SagaState sagaState,
            Instant changedAt,
            Instant claimedUntil,
            long version) {
        return new Order(
                id, customer, sealedToken, lines, total, placedAt, sagaState, changedAt, claimedUntil, version);
    }

    /** A copy, whose changes do not affect this order. */
    public Order copy() {
        return stored(id, customer, sealedToken, lines, total, placedAt, sagaState, changedAt, claimedUntil, version);
    }

    /**
     * The result of an event.
     *
     * @param event the event that was applied: the reported event, or a mismatch or a time-out that replaces it
     * @param isChange whether the order is another than before
     * @param effects the messages to publish in the same transaction
     */
    public record Applied(SagaEvent event, boolean isChange, Set<Effect> effects) {

        /** Whether the order or a message has to be written. */
        public boolean isToBeWritten() {
            return isChange || !effects.isEmpty();
        }

        /** Whether the event has any consequence: a new state, a message, or a report to the operators. */
        public boolean isRelevant() {
            return isToBeWritten() || event instanceof SagaEvent.Mismatched;
        }
    }

    /**
     * Moves the order to the next state of its saga. If the order continues over Kafka, this also sets the time at
     * which an unanswered command is sent again.
     */
    public Applied apply(SagaEvent reported, Instant now, SagaLimits limits) {
        var checked = Agreement.check(this, reported);
        var event = status() == OrderStatus.PENDING ? limits.enforce(checked, placedAt, now) : checked;
        var transition = OrderSaga.after(sagaState, event);
        var isChange = !transition.next().equals(sagaState);
        if (isChange) {
            sagaState = transition.next();
            changedAt = now;
        }
        if (sagaState.transport() == Transport.KAFKA) {
            claimedUntil = limits.nextCommand(placedAt, now);
            isChange = true;
        }
        if (isChange || !transition.effects().isEmpty()) {
            version++;
        }
        return new Applied(event, isChange, transition.effects());
    }

    /** Whether the request that placed the order is presumably still working on it. */
    public boolean isAwaitedAt(Instant now) {
        return sagaState.transport() == Transport.REST && claimedUntil.isAfter(now);
    }

    /** A copy of the order in an earlier state, with which the answer to a request is repeated. Not to be saved. */
    public Order asItWas(SagaState then, Instant changedThen) {
        return stored(id, customer, sealedToken, lines, total, placedAt, then, changedThen, claimedUntil, 0);
    }

    public UUID id() {
        return id;
    }

    public Customer customer() {
        return customer;
    }

    /**
     * The token that represents the customer's card at the payment provider, sealed for this order: this service cannot
     * use it. It is absent as soon as the order has ended, because no step needs it then.
     */
    public @Nullable String sealedToken() {
        return status() == OrderStatus.PENDING ? sealedToken : null;
    }

    public SagaState sagaState() {
        return sagaState;
    }

    public OrderStatus status() {
        return sagaState.status();
    }

    public Money total() {
        return total;
    }

    public List<OrderLine> lines() {
        return lines;
    }

    public Instant placedAt() {
        return placedAt;
    }

    /** When the status, the next step or the transport last changed. */
    public Instant changedAt() {
        return changedAt;
    }

    /** The number of changes so far. It changes whenever any visible part of the order changes. */
    public long version() {
        return version;
    }

    /** The end of the current claim. Afterwards any instance may take the order up. */
    public Instant claimedUntil() {
        return claimedUntil;
    }
}
