package dev.tandem.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ReservationTests {

    private final UUID orderId = UUID.randomUUID();
    private final Reservation held = Reservation.held(orderId, List.of(new ReservedUnits("MUG-BLUE", 2)));

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
    void an_expired_reservation_is_committed_only_if_reserved_again() {
        held.expire();
        assertThatThrownBy(held::commit).isInstanceOf(IllegalStateException.class);

        held.reserveAgain();
        held.commit();
        assertThat(held.status()).isEqualTo(ReservationStatus.COMMITTED);
    }

    @Test
    void a_committed_reservation_does_not_expire() {
        held.commit();

        assertThatThrownBy(held::expire).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_released_reservation_is_never_reserved_again() {
        held.release();

        assertThatThrownBy(held::reserveAgain).isInstanceOf(IllegalStateException.class);
    }

    @Nested
    class A_request {

        private static final List<ReservedUnits> REQUESTED =
                List.of(new ReservedUnits("MUG-BLUE", 2), new ReservedUnits("MUG-RED", 1));

        @Test
        void is_answered_by_its_reservation_in_any_status() {
            var held = Reservation.held(orderId, REQUESTED);

            assertThat(held.answers(REQUESTED)).isTrue();
            held.release();
            assertThat(held.answers(REQUESTED)).isTrue();
            assertThat(Reservation.refused(orderId, REQUESTED, List.of("MUG-RED"))
                            .answers(REQUESTED))
                    .isTrue();
        }

        @Test
        void for_other_units_is_not_answered() {
            var others = List.of(new ReservedUnits("MUG-BLUE", 2), new ReservedUnits("MUG-RED", 2));

            assertThat(Reservation.held(orderId, REQUESTED).answers(others)).isFalse();
            assertThat(Reservation.held(orderId, REQUESTED).answers(REQUESTED.subList(0, 1)))
                    .isFalse();
            assertThat(Reservation.refused(orderId, REQUESTED, List.of("MUG-RED"))
                            .answers(others))
                    .isFalse();
        }

        @Test
        void is_always_answered_by_a_tombstone() {
            assertThat(Reservation.tombstone(orderId).answers(REQUESTED)).isTrue();
        }

        /** A SKU in a message may contain any character. */
        @Test
        void is_not_mistaken_for_one_whose_skus_look_like_its_units() {
            var two = List.of(new ReservedUnits("A", 1), new ReservedUnits("B", 1));

            assertThat(Reservation.held(orderId, two).answers(List.of(new ReservedUnits("A=1 1:B", 1))))
                    .isFalse();
        }
    }

    @Test
    void a_line_has_at_least_one_unit() {
        assertThatThrownBy(() -> new ReservedUnits("MUG-BLUE", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("MUG-BLUE");
    }
}
