package dev.tandem.inventory.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.context.Deadline;
import dev.tandem.context.DeadlineExceededException;
import dev.tandem.inventory.domain.Reservation;
import dev.tandem.inventory.domain.ReservationStatus;
import dev.tandem.inventory.domain.ReservedUnits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;

class ReservationLifecycleTests {

    private static final List<ReservedUnits> REQUESTED =
            List.of(new ReservedUnits("MUG-RED", 3), new ReservedUnits("MUG-BLUE", 2));

    private static final List<ReservedUnits> OTHERS = List.of(new ReservedUnits("MUG-RED", 4));

    private final InMemoryReservations reservations = new InMemoryReservations();
    private final InMemoryStock stock = new InMemoryStock();
    private final List<ReservationStatus> published = new ArrayList<>();
    private final StockEvents events = new PublishedEvents();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ReserveAllOrNothing reserveAllOrNothing = new ReserveAllOrNothing(stock);
    private final InMemoryWarehouse warehouse = new InMemoryWarehouse(reservations, stock);
    private final ReservationSettings settings = new ReservationSettings(Duration.ofMinutes(20), 100);
    private final TransactionOperations transactions = TransactionOperations.withoutTransaction();
    private final ReserveTogether reserveTogether =
            new ReserveTogether(reservations, warehouse, events, transactions, meters);
    private final ReserveStock reserveStock =
            new ReserveStock(reservations, warehouse, events, reserveTogether, settings, transactions, meters);
    private final ReleaseStock releaseStock = new ReleaseStock(reservations, stock, events);
    private final CommitReservation commitReservation =
            new CommitReservation(warehouse, reservations, stock, reserveAllOrNothing, events, meters);
    private final ExpireReservations expireReservations =
            new ExpireReservations(reservations, stock, events, settings, transactions);

    private @Nullable UUID broken;

    private final class PublishedEvents implements StockEvents {

        @Override
        public void publish(Reservation reservation) {
            if (reservation.orderId().equals(broken) && !reservation.isHeld()) {
                throw new StackOverflowError();
            }
            published.add(reservation.status());
        }

        @Override
        public void publishCommitted(UUID committed) {
            published.add(ReservationStatus.COMMITTED);
        }
    }

    private final UUID orderId = UUID.randomUUID();

    @BeforeEach
    void ten_mugs_in_stock() {
        stock.receive("MUG-RED", 10);
        stock.receive("MUG-BLUE", 10);
    }

    @Nested
    class Reserving {

        @Test
        void reserves_and_publishes_once_however_often_it_is_requested() {
            reserveStock.reserve(orderId, REQUESTED);
            reserveStock.reserve(orderId, REQUESTED);

            assertThat(stock.reserved("MUG-RED")).isEqualTo(3);
            assertThat(stock.reserved("MUG-BLUE")).isEqualTo(2);
            assertThat(published).containsExactly(ReservationStatus.HELD);
        }

        @Test
        void reserves_nothing_if_one_line_is_missing() {
            var refused = reserveStock.reserve(
                    orderId, List.of(new ReservedUnits("MUG-BLUE", 2), new ReservedUnits("MUG-RED", 11)));

            assertThat(refused.missingSkus()).containsExactly("MUG-RED");
            assertThat(stock.reserved("MUG-BLUE")).isZero();
        }

        @Test
        void adds_up_lines_of_the_same_product() {
            var requested = List.of(new ReservedUnits("MUG-RED", 3), new ReservedUnits("MUG-RED", 4));

            assertThat(reserveStock.reserve(orderId, requested).lines())
                    .containsExactly(new ReservedUnits("MUG-RED", 7));
        }

        @Test
        void refuses_a_sum_that_exceeds_an_int() {
            var all = new ReservedUnits("MUG-RED", Integer.MAX_VALUE);

            assertThat(reserveStock.reserve(orderId, List.of(all, all)).missingSkus())
                    .containsExactly("MUG-RED");
        }

        @Test
        void is_refused_once_the_deadline_has_passed() {
            var over = Deadline.in(Duration.ZERO, Clock.systemUTC());

            assertThatThrownBy(() -> over.call(() -> reserveStock.reserve(orderId, REQUESTED)))
                    .isInstanceOf(DeadlineExceededException.class);
            assertThat(stock.reserved("MUG-RED")).isZero();
            assertThat(published).isEmpty();
        }

        @Test
        void other_units_for_the_same_order_is_refused_and_counted() {
            reserveStock.reserve(orderId, REQUESTED);

            assertThatThrownBy(() -> reserveStock.reserve(orderId, OTHERS))
                    .isInstanceOf(DifferentRequestException.class)
                    .hasMessageContaining(orderId.toString());
            assertThat(stock.reserved("MUG-RED")).isEqualTo(3);
            assertThat(published).containsExactly(ReservationStatus.HELD);
            assertThat(differentRequests()).isEqualTo(1);
        }

        @Test
        void other_units_by_command_repeats_the_event_and_is_counted() {
            reserveStock.reserveAndPublish(orderId, REQUESTED);
            reserveStock.reserveAndPublish(orderId, OTHERS);

            assertThat(stock.reserved("MUG-RED")).isEqualTo(3);
            assertThat(published).containsExactly(ReservationStatus.HELD, ReservationStatus.HELD);
            assertThat(differentRequests()).isEqualTo(1);
        }

        @Test
        void the_same_units_in_other_lines_is_the_same_request() {
            reserveStock.reserve(orderId, REQUESTED);
            var lines = List.of(
                    new ReservedUnits("MUG-BLUE", 1),
                    new ReservedUnits("MUG-RED", 3),
                    new ReservedUnits("MUG-BLUE", 1));

            assertThat(reserveStock.reserve(orderId, lines).isHeld()).isTrue();
            assertThat(differentRequests()).isZero();
        }

        private double differentRequests() {
            return meters.counter("tandem.reservations.different.requests").count();
        }

        @Test
        void by_command_is_answered_each_time_and_done_once() {
            reserveStock.reserve(orderId, REQUESTED);
            reserveStock.reserveAndPublish(orderId, REQUESTED);
            reserveStock.reserveAndPublish(orderId, REQUESTED);

            assertThat(stock.reserved("MUG-RED")).isEqualTo(3);
            assertThat(published)
                    .containsExactly(ReservationStatus.HELD, ReservationStatus.HELD, ReservationStatus.HELD);
        }
    }

    @Nested
    class Releasing {

        @Test
        void frees_the_units_once_and_is_answered_each_time() {
            reserveStock.reserve(orderId, REQUESTED);
            releaseStock.release(orderId);
            releaseStock.release(orderId);

            assertThat(stock.reserved("MUG-RED")).isZero();
            assertThat(published)
                    .containsExactly(ReservationStatus.HELD, ReservationStatus.RELEASED, ReservationStatus.RELEASED);
        }

        @Test
        void makes_a_late_request_reserve_nothing_and_is_answered() {
            releaseStock.release(orderId);

            assertThat(reserveStock.reserve(orderId, REQUESTED).status()).isEqualTo(ReservationStatus.RELEASED);
            assertThat(published).containsExactly(ReservationStatus.RELEASED);
        }

        @Test
        void restocks_the_units_of_a_cancelled_order() {
            reserveStock.reserve(orderId, REQUESTED);
            commitReservation.commit(orderId);
            releaseStock.release(orderId);
            releaseStock.release(orderId);

            assertThat(stock.onHand("MUG-RED")).isEqualTo(10);
            assertThat(stock.reserved("MUG-RED")).isZero();
            assertThat(published)
                    .endsWith(ReservationStatus.COMMITTED, ReservationStatus.RELEASED, ReservationStatus.RELEASED);
        }

        @Test
        void makes_a_late_confirmation_a_no_op() {
            reserveStock.reserve(orderId, REQUESTED);
            releaseStock.release(orderId);
            commitReservation.commit(orderId);

            assertThat(stock.onHand("MUG-RED")).isEqualTo(10);
            assertThat(published).endsWith(ReservationStatus.RELEASED);
        }
    }

    @Nested
    class A_held_reservation {

        @BeforeEach
        void is_made() {
            reserveStock.reserve(orderId, REQUESTED);
        }

        @Test
        void is_kept_for_its_lifetime() {
            pass(Duration.ofMinutes(19));

            assertThat(stock.reserved("MUG-RED")).isEqualTo(3);
        }

        @Test
        void expires_after_its_lifetime_and_frees_its_units() {
            expire();

            assertThat(stock.reserved("MUG-RED")).isZero();
            assertThat(published).containsExactly(ReservationStatus.HELD, ReservationStatus.EXPIRED);
        }

        @Test
        void is_not_reserved_again_once_it_has_expired() {
            expire();

            assertThat(reserveStock.reserve(orderId, REQUESTED).status()).isEqualTo(ReservationStatus.EXPIRED);
            assertThat(stock.reserved("MUG-RED")).isZero();
        }

        @Test
        void does_not_expire_once_it_is_committed() {
            commitReservation.commit(orderId);
            expire();

            assertThat(stock.onHand("MUG-RED")).isEqualTo(7);
            assertThat(published).containsExactly(ReservationStatus.HELD, ReservationStatus.COMMITTED);
        }

        @Test
        void is_reserved_again_if_its_order_is_confirmed_after_expiry() {
            expire();
            commitReservation.commit(orderId);
            commitReservation.commit(orderId);

            assertThat(stock.onHand("MUG-RED")).isEqualTo(7);
            assertThat(stock.reserved("MUG-RED")).isZero();
            assertThat(lost()).isZero();
        }

        @Test
        void stays_released_if_a_confirmation_follows_the_cancellation() {
            reserveStock.reserve(orderId, REQUESTED);
            expire();

            releaseStock.release(orderId);
            commitReservation.commit(orderId);

            assertThat(stock.reserved("MUG-RED")).isZero();
            assertThat(stock.onHand("MUG-RED")).isEqualTo(10);
            assertThat(published)
                    .containsExactly(ReservationStatus.HELD, ReservationStatus.EXPIRED, ReservationStatus.RELEASED);
        }

        @Test
        void is_lost_if_its_order_is_confirmed_and_its_units_are_sold() {
            expire();
            reserveStock.reserve(UUID.randomUUID(), List.of(new ReservedUnits("MUG-RED", 8)));
            commitReservation.commit(orderId);

            assertThat(lost()).isEqualTo(1);
            assertThat(stock.onHand("MUG-RED")).isEqualTo(10);
            assertThat(stock.reserved("MUG-RED")).isEqualTo(8);
            assertThat(stock.reserved("MUG-BLUE")).isZero();
        }

        @Test
        void expires_even_if_more_than_a_batch_of_older_ones_is_locked() {
            stock.receive("HOODIE", 1000);
            IntStream.range(0, 501).forEach(_ -> reserve("HOODIE"));
            stock.lock("HOODIE");
            var later = reserve("SOCKS");
            expire();

            assertThat(reservations.findById(later).orElseThrow().status()).isEqualTo(ReservationStatus.EXPIRED);
            assertThat(stock.reserved("HOODIE")).isEqualTo(501);
        }

        @Test
        void expires_even_if_another_one_fails_with_an_error() {
            broken = reserve("SOCKS");
            var later = reserve("SOCKS");
            expire();

            assertThat(reservations.findById(later).orElseThrow().status()).isEqualTo(ReservationStatus.EXPIRED);
        }

        private UUID reserve(String sku) {
            var order = UUID.randomUUID();
            stock.receive(sku, 1);
            reserveStock.reserve(order, List.of(new ReservedUnits(sku, 1)));
            return order;
        }

        private void expire() {
            pass(Duration.ofMinutes(20));
        }

        private void pass(Duration time) {
            reservations.letPass(time);
            expireReservations.expire();
        }

        private double lost() {
            return meters.get("tandem.reservations.lost").counter().count();
        }
    }

    @Test
    void an_order_without_a_reservation_cannot_be_committed() {
        assertThatThrownBy(() -> commitReservation.commit(orderId)).isInstanceOf(IllegalStateException.class);
    }
}
