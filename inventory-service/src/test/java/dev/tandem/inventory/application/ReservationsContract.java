package dev.tandem.inventory.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.inventory.domain.Reservation;
import dev.tandem.inventory.domain.ReservationStatus;
import dev.tandem.inventory.domain.Reservations;
import dev.tandem.inventory.domain.ReservedUnits;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The behaviour of every {@link Reservations}, in memory or in PostgreSQL. */
public abstract class ReservationsContract {

    private static final Duration LIFETIME = Duration.ofMinutes(20);

    private static final List<ReservedUnits> OTHERS = List.of(new ReservedUnits("MUG-BLUE", 2));

    private final UUID orderId = UUID.randomUUID();

    protected abstract Reservations reservations();

    /** Runs the work in a transaction, where there are transactions. */
    protected abstract void inTransaction(Runnable work);

    protected abstract void letPass(Duration time);

    @Test
    void a_reservation_is_found_as_it_was_saved() {
        hold();

        var found = reservations().findById(orderId).orElseThrow();
        assertThat(found.status()).isEqualTo(ReservationStatus.HELD);
        assertThat(found.lines()).containsExactly(new ReservedUnits("MUG-BLUE", 2), new ReservedUnits("MUG-RED", 1));
    }

    @Test
    void an_order_has_one_reservation() {
        hold();

        assertThat(reservations().add(Reservation.tombstone(orderId))).isFalse();
        assertThat(reservations().findById(orderId).orElseThrow().isHeld()).isTrue();
    }

    @Test
    void orders_with_a_reservation_are_known() {
        hold();

        assertThat(reservations().findKnown(List.of(UUID.randomUUID(), orderId)))
                .containsExactly(orderId);
    }

    @Test
    void a_reservation_remembers_its_request() {
        hold();

        var found = reservations().findById(orderId).orElseThrow();
        assertThat(found.answers(found.lines())).isTrue();
        assertThat(found.answers(OTHERS)).isFalse();
    }

    @Test
    void a_reservation_held_for_its_lifetime_is_overdue() {
        hold();
        letPass(LIFETIME.minusSeconds(10));
        assertThat(overdue()).doesNotContain(orderId);

        letPass(Duration.ofSeconds(10));
        assertThat(overdue()).contains(orderId);
    }

    @Test
    void a_reservation_that_is_no_longer_held_is_never_overdue() {
        hold();
        change(Reservation::expire);
        letPass(LIFETIME);

        assertThat(overdue()).doesNotContain(orderId);
        assertThat(reservations().findById(orderId).orElseThrow().status()).isEqualTo(ReservationStatus.EXPIRED);
    }

    @Test
    void the_oldest_can_be_skipped() {
        hold();
        letPass(LIFETIME);

        assertThat(reservations().findOverdue(LIFETIME, overdue().size(), 1000)).isEmpty();
        assertThat(reservations().findOverdue(LIFETIME, overdue().size() - 1, 1000))
                .hasSize(1);
    }

    protected UUID orderId() {
        return orderId;
    }

    private void hold() {
        var units = List.of(new ReservedUnits("MUG-BLUE", 2), new ReservedUnits("MUG-RED", 1));
        inTransaction(() -> reservations().add(Reservation.held(orderId, units)));
    }

    private void change(Consumer<Reservation> change) {
        inTransaction(() -> {
            var reservation = reservations().findLockedById(orderId).orElseThrow();
            change.accept(reservation);
            reservations().update(reservation);
        });
    }

    private List<UUID> overdue() {
        return reservations().findOverdue(LIFETIME, 0, 1000);
    }
}
