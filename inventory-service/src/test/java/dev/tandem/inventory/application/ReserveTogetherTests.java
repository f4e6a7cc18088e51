package dev.tandem.inventory.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.context.CorrelationId;
import dev.tandem.inventory.domain.Reservation;
import dev.tandem.inventory.domain.ReservationStatus;
import dev.tandem.inventory.domain.ReservedUnits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.transaction.support.TransactionOperations;

class ReserveTogetherTests {

    private final InMemoryReservations reservations = new InMemoryReservations();
    private final InMemoryStock stock = new InMemoryStock();
    private final List<String> published = new ArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private @Nullable RuntimeException failure;
    private final ReserveTogether reserveTogether = new ReserveTogether(
            reservations,
            new InMemoryWarehouse(reservations, stock),
            new PublishedEvents(),
            TransactionOperations.withoutTransaction(),
            meters);

    private final class PublishedEvents implements StockEvents {

        @Override
        public void publish(Reservation reservation) {
            if (failure != null) {
                throw failure;
            }
            published.add(
                    reservation.status() + " for " + CorrelationId.current().orElse("nobody"));
        }

        @Override
        public void publishCommitted(UUID orderId) {
            throw new UnsupportedOperationException();
        }
    }

    @BeforeEach
    void ten_mugs_in_stock() {
        stock.receive("MUG-BLUE", 10);
        stock.receive("MUG-RED", 10);
    }

    @Test
    void orders_get_exactly_what_there_is_in_the_order_of_their_arrival() {
        var requests =
                IntStream.range(0, 15).mapToObj(_ -> request("MUG-RED", 1)).toList();
        reserveTogether.reserve(requests);

        assertThat(requests).extracting(this::statusOf).startsWith(ReservationStatus.HELD);
        assertThat(requests.subList(0, 10)).extracting(this::statusOf).containsOnly(ReservationStatus.HELD);
        assertThat(requests.subList(10, 15)).extracting(this::statusOf).containsOnly(ReservationStatus.REFUSED);
        assertThat(stock.reserved("MUG-RED")).isEqualTo(10);
    }

    @Test
    void an_order_that_is_too_large_takes_nothing_from_those_behind_it() {
        var requests = List.of(request("MUG-RED", 6), request("MUG-RED", 5), request("MUG-RED", 4));
        reserveTogether.reserve(requests);

        assertThat(requests)
                .extracting(this::statusOf)
                .containsExactly(ReservationStatus.HELD, ReservationStatus.REFUSED, ReservationStatus.HELD);
        assertThat(stock.reserved("MUG-RED")).isEqualTo(10);
    }

    @Test
    void an_order_of_several_products_gets_all_or_none() {
        var both = List.of(new ReservedUnits("MUG-BLUE", 6), new ReservedUnits("MUG-RED", 6));
        var requests = List.of(request(both), request(both), request("MUG-BLUE", 4));
        reserveTogether.reserve(requests);

        assertThat(requests)
                .extracting(this::statusOf)
                .containsExactly(ReservationStatus.HELD, ReservationStatus.REFUSED, ReservationStatus.HELD);
        assertThat(requests.get(1).await().get().missingSkus()).containsExactly("MUG-BLUE", "MUG-RED");
        assertThat(stock.reserved("MUG-BLUE")).isEqualTo(10);
        assertThat(stock.reserved("MUG-RED")).isEqualTo(6);
    }

    @Test
    void the_same_order_twice_reserves_once_and_leaves_the_second_request_to_its_caller() {
        var order = UUID.randomUUID();
        var first = request(order, "MUG-RED", 1);
        var second = request(order, "MUG-RED", 1);
        reserveTogether.reserve(List.of(first, second));

        assertThat(statusOf(first)).isEqualTo(ReservationStatus.HELD);
        assertThat(second.isAnswered()).isFalse();
        assertThat(stock.reserved("MUG-RED")).isOne();
    }

    @Test
    void an_order_with_a_reservation_is_left_to_its_caller() {
        var tombstone = Reservation.tombstone(UUID.randomUUID());
        reservations.add(tombstone);
        var known = request(tombstone.orderId(), "MUG-RED", 1);
        reserveTogether.reserve(List.of(known, request("MUG-RED", 1)));

        assertThat(known.isAnswered()).isFalse();
        assertThat(stock.reserved("MUG-RED")).isOne();
    }

    @Test
    void a_request_whose_caller_has_given_up_reserves_nothing() {
        var abandoned = request("MUG-RED", 1);
        abandoned.begin();
        reserveTogether.reserve(List.of(abandoned, request("MUG-RED", 2)));

        assertThat(reservations.findById(abandoned.request().orderId())).isEmpty();
        assertThat(stock.reserved("MUG-RED")).isEqualTo(2);
    }

    @Test
    void each_event_belongs_to_its_caller() {
        var ada = requestOf("ada");
        var bob = requestOf("bob");
        reserveTogether.reserve(List.of(ada, bob));

        assertThat(published).containsExactly("HELD for ada", "HELD for bob");
    }

    @Test
    void a_locked_database_is_everybodys_answer() {
        failure = new CannotAcquireLockException("locked", new java.sql.SQLException("locked", "55P03"));
        var requests = List.of(request("MUG-RED", 1), request("MUG-RED", 1));
        reserveTogether.reserve(requests);

        assertThat(requests)
                .allSatisfy(request ->
                        assertThatThrownBy(() -> request.await().get()).isSameAs(failure));
    }

    @Test
    void any_other_failure_leaves_all_requests_to_their_callers() {
        failure = new IllegalStateException("an event is invalid");
        var requests = List.of(request("MUG-RED", 1), request("MUG-RED", 1));

        assertThatThrownBy(() -> reserveTogether.reserve(requests)).isSameAs(failure);
        assertThat(requests).noneMatch(Pending::isAnswered);
    }

    @Test
    void the_sizes_are_measured() {
        reserveTogether.reserve(List.of(request("MUG-RED", 1), request("MUG-BLUE", 1)));

        var sizes = meters.get("tandem.reservations.together").summary();
        assertThat(sizes.count()).isOne();
        assertThat(sizes.totalAmount()).isEqualTo(2);
    }

    @Test
    void a_transaction_has_one_request_at_least_and_five_hundred_at_most() {
        var lifetime = Duration.ofMinutes(20);

        assertThat(new ReservationSettings(lifetime, 500).mostTogether()).isEqualTo(500);
        assertThatThrownBy(() -> new ReservationSettings(lifetime, 501)).hasMessageContaining("from 1 to 500");
        assertThatThrownBy(() -> new ReservationSettings(lifetime, 0)).hasMessageContaining("from 1 to 500");
    }

    private ReservationStatus statusOf(Pending<StockRequest, Reservation> request) {
        assertThat(request.isAnswered()).isTrue();
        var answer = request.await().get();
        assertThat(reservations.findById(request.request().orderId())).contains(answer);
        return answer.status();
    }

    private static Pending<StockRequest, Reservation> requestOf(String caller) {
        try (var _ = CorrelationId.bind(caller)) {
            return request("MUG-RED", 1);
        }
    }

    private static Pending<StockRequest, Reservation> request(String sku, int quantity) {
        return request(UUID.randomUUID(), sku, quantity);
    }

    private static Pending<StockRequest, Reservation> request(UUID order, String sku, int quantity) {
        return request(order, List.of(new ReservedUnits(sku, quantity)));
    }

    private static Pending<StockRequest, Reservation> request(List<ReservedUnits> units) {
        return request(UUID.randomUUID(), units);
    }

    private static Pending<StockRequest, Reservation> request(UUID order, List<ReservedUnits> units) {
        return new Pending<>(new StockRequest(order, units, CallerContext.current()));
    }
}
