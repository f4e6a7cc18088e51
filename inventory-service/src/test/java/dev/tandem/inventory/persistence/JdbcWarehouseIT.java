package dev.tandem.inventory.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.inventory.domain.Reservation;
import dev.tandem.inventory.domain.ReservationStatus;
import dev.tandem.inventory.domain.Reservations;
import dev.tandem.inventory.domain.ReservedUnits;
import dev.tandem.inventory.domain.Warehouse;
import dev.tandem.testing.infrastructure.RealInfrastructure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase.Replace;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

@JdbcTest(properties = "spring.sql.init.mode=always")
@Import({JdbcWarehouse.class, JdbcReservations.class})
@AutoConfigureTestDatabase(replace = Replace.NONE)
@RealInfrastructure
@Transactional(propagation = Propagation.NOT_SUPPORTED) // real commits, as in production
class JdbcWarehouseIT {

    private static final String BLUE = "MUG-BLUE";
    private static final String RED = "MUG-RED";

    @Autowired
    Warehouse warehouse;

    @Autowired
    Reservations reservations;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    private final UUID orderId = UUID.randomUUID();

    @BeforeEach
    void a_hundred_mugs_of_each_colour() {
        jdbc.sql("update products set on_hand = 100, reserved = 0 where sku in (?, ?)")
                .params(BLUE, RED)
                .update();
    }

    @Test
    void all_units_are_reserved_and_stored_with_the_request() {
        var requested = List.of(new ReservedUnits(BLUE, 2), new ReservedUnits(RED, 3));
        var reserved = warehouse.reserve(orderId, requested).orElseThrow();

        assertThat(reserved.status()).isEqualTo(ReservationStatus.HELD);
        assertThat(stored().lines()).isEqualTo(requested).isEqualTo(reserved.lines());
        assertThat(stored().answers(requested)).isTrue();
        assertThat(reserved(BLUE)).isEqualTo(2);
        assertThat(reserved(RED)).isEqualTo(3);
    }

    @Test
    void nothing_is_reserved_if_one_product_is_missing_or_unknown() {
        var requested = List.of(new ReservedUnits(BLUE, 101), new ReservedUnits(RED, 1), new ReservedUnits("ZZZ", 1));
        var refused = warehouse.reserve(orderId, requested).orElseThrow();

        assertThat(refused.status()).isEqualTo(ReservationStatus.REFUSED);
        assertThat(refused.missingSkus()).containsExactlyInAnyOrder(BLUE, "ZZZ");
        assertThat(stored().missingSkus()).containsExactlyInAnyOrder(BLUE, "ZZZ");
        assertThat(stored().answers(requested)).isTrue();
        assertThat(reserved(BLUE) + reserved(RED)).isZero();
    }

    @Test
    void an_order_with_a_reservation_gets_no_second_one() {
        reserve(orderId, BLUE, RED);

        assertThat(warehouse.reserve(orderId, List.of(new ReservedUnits(RED, 5))))
                .isEmpty();
        assertThat(reserved(RED)).isOne();
    }

    @Test
    void committed_units_leave_the_stock_once() {
        reserve(orderId, BLUE, RED);

        assertThat(warehouse.commit(orderId)).isTrue();
        assertThat(warehouse.commit(orderId)).isFalse();
        assertThat(reserved(BLUE) + reserved(RED)).isZero();
        assertThat(onHand(BLUE) + onHand(RED)).isEqualTo(198);
        assertThat(stored().status()).isEqualTo(ReservationStatus.COMMITTED);
    }

    @Test
    void two_hundred_orders_at_once_get_exactly_what_there_is() {
        var outcomes =
                atOnce(200, i -> i % 2 == 0 ? reserve(UUID.randomUUID(), BLUE) : reserve(UUID.randomUUID(), RED, BLUE));

        assertThat(outcomes.stream().filter(Reservation::isHeld)).hasSize(100);
        assertThat(reserved(BLUE)).isEqualTo(100);
    }

    @Test
    void locked_products_tell_what_is_available_of_them() {
        reserve(orderId, BLUE);

        transactions.executeWithoutResult(_ -> assertThat(warehouse.lockAvailable(List.of(RED, BLUE, "ZZZ")))
                .containsExactlyInAnyOrderEntriesOf(Map.of(BLUE, 99, RED, 100)));
    }

    @Test
    void reservations_that_are_added_together_are_stored_with_their_requests() {
        var both = List.of(new ReservedUnits(BLUE, 2), new ReservedUnits(RED, 3));
        var other = Reservation.held(UUID.randomUUID(), List.of(new ReservedUnits(BLUE, 1)));
        var refused = Reservation.refused(UUID.randomUUID(), both, List.of(BLUE, RED));
        warehouse.add(List.of(Reservation.held(orderId, both), other, refused));

        assertThat(stored().lines()).isEqualTo(both);
        assertThat(stored().answers(both)).isTrue();
        assertThat(reservations.findById(other.orderId()).orElseThrow().isHeld())
                .isTrue();
        assertThat(reservations.findById(refused.orderId()).orElseThrow().missingSkus())
                .containsExactlyInAnyOrder(BLUE, RED);
        assertThat(reserved(BLUE)).isEqualTo(3);
        assertThat(reserved(RED)).isEqualTo(3);
    }

    @Test
    void no_reservation_is_added_if_one_of_the_orders_has_one() {
        reserve(orderId, RED);
        var again = Reservation.held(orderId, List.of(new ReservedUnits(RED, 1)));
        var fresh = Reservation.held(UUID.randomUUID(), List.of(new ReservedUnits(RED, 1)));

        assertThatThrownBy(() -> warehouse.add(List.of(fresh, again))).isInstanceOf(DuplicateKeyException.class);
        assertThat(reservations.findKnown(List.of(orderId, fresh.orderId()))).containsExactly(orderId);
        assertThat(reserved(RED)).isOne();
    }

    @Test
    void orders_that_are_reserved_and_committed_at_once_do_not_block_each_other() {
        var held = IntStream.range(0, 50).mapToObj(_ -> UUID.randomUUID()).toList();
        held.forEach(order -> reserve(order, RED, BLUE));
        atOnce(100, i -> i < 50 ? commit(held.get(i)) : reserve(UUID.randomUUID(), BLUE, RED));

        assertThat(onHand(BLUE)).isEqualTo(50);
        assertThat(reserved(BLUE)).isEqualTo(50);
    }

    @Test
    void transactions_that_have_locked_what_they_change_do_not_wait_for_each_other_in_a_circle() {
        var red = UUID.randomUUID();
        var blue = UUID.randomUUID();
        reserve(red, RED);
        reserve(blue, BLUE);

        atOnce(
                40,
                i -> transactions.execute(_ -> {
                    warehouse.lock(List.of(red, blue), List.of(RED, BLUE), List.of());
                    var first = i % 2 == 0 ? RED : BLUE;
                    var second = i % 2 == 0 ? BLUE : RED;
                    reserve(UUID.randomUUID(), first);
                    return reserve(UUID.randomUUID(), second);
                }));

        assertThat(reserved(BLUE)).isEqualTo(41);
        assertThat(reserved(RED)).isEqualTo(41);
    }

    @Test
    void orders_that_are_released_together_and_reserved_together_do_not_wait_in_a_circle() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 50; i++) {
                var orders = Stream.generate(UUID::randomUUID).limit(20).toList();
                var released = threads.submit(
                        () -> transactions.executeWithoutResult(_ -> warehouse.lock(orders, List.of(), orders)));
                var reserved = threads.submit(() -> warehouse.add(orders.reversed().stream()
                        .map(order -> Reservation.refused(order, List.of(new ReservedUnits(RED, 1)), List.of(RED)))
                        .toList()));
                assertThat(released).succeedsWithin(Duration.ofSeconds(5));
                awaitAll(reserved);
                assertThat(reservations.findKnown(orders)).hasSize(20);
            }
        }
    }

    /** All of them, or none because an order was released before. */
    private static void awaitAll(Future<?> reserved) throws InterruptedException {
        try {
            reserved.get();
        } catch (ExecutionException failed) {
            assertThat(failed).hasCauseInstanceOf(DuplicateKeyException.class);
        }
    }

    private static List<Reservation> atOnce(int times, java.util.function.IntFunction<Reservation> work) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = IntStream.range(0, times)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> work.apply(i), threads))
                    .toList();
            return running.stream().map(CompletableFuture::join).toList();
        }
    }

    /** Reserves one unit of each product. */
    private Reservation reserve(UUID order, String... skus) {
        var requested = IntStream.range(0, skus.length)
                .mapToObj(i -> new ReservedUnits(skus[i], 1))
                .sorted(ReservedUnits.LOCK_ORDER)
                .toList();
        return warehouse.reserve(order, requested).orElseThrow();
    }

    private Reservation commit(UUID order) {
        assertThat(warehouse.commit(order)).isTrue();
        return reservations.findById(order).orElseThrow();
    }

    private Reservation stored() {
        return reservations.findById(orderId).orElseThrow();
    }

    private int reserved(String sku) {
        return number("reserved", sku);
    }

    private int onHand(String sku) {
        return number("on_hand", sku);
    }

    private int number(String column, String sku) {
        return jdbc.sql("select " + column + " from products where sku = ?")
                .param(sku)
                .query(Integer.class)
                .single();
    }
}
