package dev.tandem.inventory.domain;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The units that one order has requested, and the outcome of the request. The outcome is stored because this step may
 * be repeated.
 */
public class Reservation {

    private final UUID orderId;
    private final List<ReservedUnits> lines;
    private final List<String> missingSkus;

    /**
     * The requested units, in the form of {@link ReservedUnits#text}; absent if the reservation was released before it
     * was requested.
     */
    private final @Nullable String askedFor;

    private ReservationStatus status;

    private Reservation(
            UUID orderId,
            ReservationStatus status,
            List<ReservedUnits> lines,
            List<String> missingSkus,
            @Nullable String askedFor) {
        this.orderId = orderId;
        this.status = status;
        this.lines = List.copyOf(lines);
        this.missingSkus = List.copyOf(missingSkus);
        this.askedFor = askedFor;
    }

    /** A reservation as it was stored. */
    public static Reservation stored(
            UUID orderId,
            ReservationStatus status,
            List<ReservedUnits> lines,
            List<String> missingSkus,
            @Nullable String askedFor) {
        return new Reservation(orderId, status, lines, missingSkus, askedFor);
    }

    /** A reservation of all requested units. */
    public static Reservation held(UUID orderId, List<ReservedUnits> lines) {
        return new Reservation(orderId, ReservationStatus.HELD, lines, List.of(), ReservedUnits.text(lines));
    }

    /** A reservation of nothing, because at least one product was missing. */
    public static Reservation refused(UUID orderId, List<ReservedUnits> requested, List<String> missingSkus) {
        var askedFor = ReservedUnits.text(requested);
        return new Reservation(orderId, ReservationStatus.REFUSED, List.of(), missingSkus, askedFor);
    }

    /** A reservation that was released before it was requested: a late request finds it and reserves nothing. */
    public static Reservation tombstone(UUID orderId) {
        return new Reservation(orderId, ReservationStatus.RELEASED, List.of(), List.of(), null);
    }

    /**
     * Whether this reservation is the answer to a request for the given units. The given units must name each product
     * once, in the order of the SKUs. A reservation that was released before it was requested answers every request. A
     * reservation that was stored by an earlier version of the service does not contain the request. It answers every
     * request, unless it holds other units than the requested ones.
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
        return missingSkus;
    }

    /** The request in one text, as it is stored; absent if the reservation was released before it was requested. */
    public @Nullable String askedFor() {
        return askedFor;
    }
}
