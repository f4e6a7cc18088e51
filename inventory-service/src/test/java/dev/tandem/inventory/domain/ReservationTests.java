package dev.tandem.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReservationTests {

    private final UUID orderId = UUID.randomUUID();
    private final Reservation held = Reservation.held(orderId, List.of(new ReservedPieces("MUG-BLUE", 2)));

    @Test
    void a_held_reservation_can_be_committed() {
        held.commit();

        assertThat(held.status()).isEqualTo(ReservationStatus.COMMITTED);
    }

    @Test
    void a_released_reservation_cannot_be_committed() {
        held.release();

        assertThatThrownBy(held::commit).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_committed_reservation_cannot_be_released() {
        held.commit();

        assertThatThrownBy(held::release).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void an_expired_reservation_cannot_be_committed_before_it_is_held_again() {
        held.expire();
        assertThatThrownBy(held::commit).isInstanceOf(IllegalStateException.class);

        held.holdAgain();
        held.commit();
        assertThat(held.status()).isEqualTo(ReservationStatus.COMMITTED);
    }

    @Test
    void a_committed_reservation_does_not_expire() {
        held.commit();

        assertThatThrownBy(held::expire).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_released_reservation_is_never_held_again() {
        held.release();

        assertThatThrownBy(held::holdAgain).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void nobody_reserves_less_than_one_piece() {
        assertThatThrownBy(() -> new ReservedPieces("MUG-BLUE", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("MUG-BLUE");
    }
}
