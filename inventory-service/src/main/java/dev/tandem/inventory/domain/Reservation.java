package dev.tandem.inventory.domain;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The units that one order has requested, and the outcome: the stored result of a step that may be repeated. */
@Entity
@Table(name = "reservations")
public class Reservation {

    @Id
    private UUID orderId;

    @Enumerated(EnumType.STRING)
    private ReservationStatus status;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "reservation_lines", joinColumns = @JoinColumn(name = "order_id"))
    private List<ReservedUnits> lines = new ArrayList<>();

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "reservation_missing", joinColumns = @JoinColumn(name = "order_id"))
    @Column(name = "sku")
    private List<String> missingSkus = new ArrayList<>();

    /**
     * The requested units, in the form of {@link ReservedUnits#text}; absent if the reservation was released before it
     * was requested.
     */
    @Column(updatable = false)
    private @Nullable String askedFor;

    @Version
    private @Nullable Long version;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected Reservation() {}

    private Reservation(UUID orderId, ReservationStatus status) {
        this.orderId = orderId;
        this.status = status;
    }

    /** A reservation of all requested units. */
    public static Reservation held(UUID orderId, List<ReservedUnits> lines) {
        var reservation = new Reservation(orderId, ReservationStatus.HELD);
        reservation.lines.addAll(lines);
        reservation.askedFor = ReservedUnits.text(lines);
        return reservation;
    }

    /** A reservation of nothing, because at least one product was missing. */
    public static Reservation refused(UUID orderId, List<ReservedUnits> requested, List<String> missingSkus) {
        var reservation = new Reservation(orderId, ReservationStatus.REFUSED);
        reservation.missingSkus.addAll(missingSkus);
        reservation.askedFor = ReservedUnits.text(requested);
        return reservation;
    }

    /** A reservation that was released before it was requested: a late request finds it and reserves nothing. */
    public static Reservation tombstone(UUID orderId) {
        return new Reservation(orderId, ReservationStatus.RELEASED);
    }

    /**
     * Whether this is the answer to a request for these units, each product named once and in the order of the SKUs. A
     * reservation that was released before it was requested answers every request. A reservation of an earlier release,
     * which did not store the request, answers every request unless it holds other units.
     */
    public boolean answers(List<ReservedUnits> requested) {
        if (askedFor != null) {
            return askedFor.equals(ReservedUnits.text(requested));
        }
        return !hasItsUnits() || lines().equals(requested);
    }

    private boolean hasItsUnits() {
        return status == ReservationStatus.HELD || status == ReservationStatus.COMMITTED;
    }

    public void commit() {
        move(ReservationStatus.HELD, ReservationStatus.COMMITTED);
    }

    public void release() {
        move(ReservationStatus.HELD, ReservationStatus.RELEASED);
    }

    /** The order was cancelled after its confirmation, and its units are back in the stock. */
    public void restock() {
        move(ReservationStatus.COMMITTED, ReservationStatus.RELEASED);
    }

    /** The reservation was neither committed nor released in time. */
    public void expire() {
        move(ReservationStatus.HELD, ReservationStatus.EXPIRED);
    }

    /** The order was rejected or cancelled after its reservation had expired. */
    public void releaseExpired() {
        move(ReservationStatus.EXPIRED, ReservationStatus.RELEASED);
    }

    /** The units are reserved again, for an order that was confirmed after its reservation had expired. */
    public void reserveAgain() {
        move(ReservationStatus.EXPIRED, ReservationStatus.HELD);
    }

    private void move(ReservationStatus from, ReservationStatus to) {
        if (status != from) {
            throw new IllegalStateException("reservation " + orderId + " is " + status + " and cannot be " + to);
        }
        status = to;
    }

    public boolean isHeld() {
        return status == ReservationStatus.HELD;
    }

    public UUID orderId() {
        return orderId;
    }

    public ReservationStatus status() {
        return status;
    }

    /** The units, in the order in which their products are locked. */
    public List<ReservedUnits> lines() {
        return lines.stream().sorted(ReservedUnits.LOCK_ORDER).toList();
    }

    public List<String> missingSkus() {
        return List.copyOf(missingSkus);
    }
}
