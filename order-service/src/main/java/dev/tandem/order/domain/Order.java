package dev.tandem.order.domain;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An order with the prices at which it was placed, and the state of its saga. */
@Entity
@Table(name = "orders")
public class Order {

    @Id
    private UUID id;

    private String customerId;
    private String email;
    private String paymentToken;

    @Embedded
    private SagaState sagaState;

    @Embedded
    @AttributeOverride(name = "amount", column = @Column(name = "total_amount"))
    @AttributeOverride(name = "currency", column = @Column(name = "total_currency"))
    private Money total;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "order_lines", joinColumns = @JoinColumn(name = "order_id"))
    @OrderColumn(name = "position")
    private List<OrderLine> lines = new ArrayList<>();

    private Instant placedAt;
    private Instant changedAt;

    private Instant claimedUntil;

    @Version
    private @Nullable Long version;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected Order() {}

    /**
     * Creates an order that belongs to the request that places it, until its claim ends.
     *
     * @param claimedUntil the time until which the recovery job ignores the order
     * @throws IllegalArgumentException if there are no lines
     * @throws MixedCurrenciesException if their prices are in more than one currency
     * @throws TotalTooLargeException if the total is more than {@link OrderTotal#LARGEST}
     */
    public Order(
            UUID id,
            Customer customer,
            String paymentToken,
            List<OrderLine> lines,
            Instant placedAt,
            Instant claimedUntil) {
        this.id = id;
        this.customerId = customer.id();
        this.email = customer.email();
        this.paymentToken = paymentToken;
        this.sagaState = SagaState.START;
        this.lines.addAll(lines);
        this.total = OrderTotal.of(lines);
        this.placedAt = placedAt;
        this.changedAt = placedAt;
        this.claimedUntil = claimedUntil;
    }

    /**
     * The result of an event.
     *
     * @param event the reported event, or in its place a mismatch or a time-out
     * @param effects the messages to publish in the same transaction
     */
    public record Applied(SagaEvent event, Set<Effect> effects) {}

    /**
     * Moves the order to the next state of its saga. Over Kafka, also sets the time at which an unanswered command is
     * sent again.
     */
    public Applied apply(SagaEvent reported, Instant now, SagaLimits limits) {
        var checked = Agreement.check(this, reported);
        var event = status() == OrderStatus.PENDING ? limits.enforce(checked, placedAt, now) : checked;
        var transition = OrderSaga.after(sagaState, event);
        if (!transition.next().equals(sagaState)) {
            sagaState = transition.next();
            changedAt = now;
        }
        if (sagaState.transport() == Transport.KAFKA) {
            claimedUntil = limits.nextCommand(placedAt, now);
        }
        return new Applied(event, transition.effects());
    }

    /** Whether the request that placed the order is presumably still working on it. */
    public boolean isAwaitedAt(Instant now) {
        return sagaState.transport() == Transport.REST && claimedUntil.isAfter(now);
    }

    /** A copy in an earlier state, to repeat an answer. Not to be saved. */
    public Order asItWas(SagaState then, Instant changedThen) {
        var copy = new Order(id, customer(), paymentToken, lines, placedAt, claimedUntil);
        copy.sagaState = then;
        copy.changedAt = changedThen;
        return copy;
    }

    public UUID id() {
        return id;
    }

    public Customer customer() {
        return new Customer(customerId, email);
    }

    /** Stands for the customer's card at the payment provider. */
    public String paymentToken() {
        return paymentToken;
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
        return List.copyOf(lines);
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
        return version == null ? 0 : version;
    }

    /** The end of the current claim. Afterwards any instance may take the order up. */
    public Instant claimedUntil() {
        return claimedUntil;
    }
}
