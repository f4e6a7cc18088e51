package dev.tandem.order.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.order.OrderFixtures;
import dev.tandem.order.domain.CheckoutStep;
import dev.tandem.order.domain.Customer;
import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.Orders;
import dev.tandem.order.domain.RejectionReason;
import dev.tandem.order.domain.SagaEvent;
import dev.tandem.order.domain.SagaState;
import dev.tandem.order.domain.Transport;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The behaviour of every {@link Orders}, in memory or in PostgreSQL. */
public abstract class OrdersContract {

    private final Customer customer = new Customer("customer-" + UUID.randomUUID(), "ada@example.com");
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

    protected abstract Orders orders();

    /** Runs the work in a transaction, where there are transactions. */
    protected abstract void inTransaction(Runnable work);

    @Test
    void an_order_is_found_as_it_was_saved() {
        var order = save(now, now);

        var found = orders().findById(order.id()).orElseThrow();
        assertThat(found.lines()).isEqualTo(order.lines());
        assertThat(found.total()).isEqualTo(order.total());
        assertThat(found.customer()).isEqualTo(customer);
        assertThat(found.sagaState()).isEqualTo(SagaState.START);
        assertThat(found.placedAt()).isEqualTo(now);
    }

    @Test
    void a_change_under_lock_is_kept() {
        var order = save(now, now);
        change(order, new SagaEvent.OutOfStock(), now.plusSeconds(1));

        assertThat(orders().findById(order.id()).orElseThrow().sagaState())
                .isEqualTo(SagaState.rejected(RejectionReason.OUT_OF_STOCK));
    }

    @Test
    void a_sealed_token_is_kept_until_the_order_has_ended() {
        var order = save(now, now);
        change(order, new SagaEvent.StockReserved(), now);
        assertThat(orders().findById(order.id()).orElseThrow().sealedToken())
                .isNotNull()
                .isEqualTo(order.sealedToken());

        change(order, new SagaEvent.PaymentAuthorized(), now);
        assertThat(orders().findById(order.id()).orElseThrow().sealedToken()).isNull();
    }

    @Test
    void the_next_step_is_kept() {
        var order = save(now, now);
        change(order, new SagaEvent.StockReserved(), now);

        assertThat(orders().findById(order.id()).orElseThrow().sagaState().nextStep())
                .isEqualTo(CheckoutStep.AUTHORIZE_PAYMENT);
    }

    @Test
    void the_transport_and_the_end_of_the_claim_are_kept() {
        var order = save(now, now);
        change(order, new SagaEvent.HandedOver(), now);

        var found = orders().findById(order.id()).orElseThrow();
        assertThat(found.sagaState()).isEqualTo(SagaState.pending(CheckoutStep.RESERVE_STOCK, Transport.KAFKA));
        assertThat(found.claimedUntil()).isEqualTo(now.plus(OrderFixtures.LIMITS.commandTimeout()));
    }

    @Test
    void a_cancelled_order_is_kept() {
        var order = save(now, now);
        change(order, new SagaEvent.Cancelled(), now);

        assertThat(orders().findById(order.id()).orElseThrow().sagaState()).isEqualTo(SagaState.CANCELLED);
    }

    @Test
    void an_order_that_does_not_exist_is_not_found() {
        assertThat(orders().findById(UUID.randomUUID())).isEmpty();
    }

    @Test
    void pages_hold_the_orders_of_a_customer_newest_first() {
        var oldest = save(now.minusSeconds(3), now);
        var middle = save(now.minusSeconds(2), now);
        var newest = save(now.minusSeconds(1), now);

        var first = orders().findPage(customer.id(), null, 2);
        assertThat(first).extracting(Order::id).containsExactly(newest.id(), middle.id());

        var second = orders().findPage(customer.id(), middle.id(), 2);
        assertThat(second).extracting(Order::id).containsExactly(oldest.id());
    }

    @Test
    void orders_that_are_placed_between_two_pages_shift_nothing() {
        var oldest = save(now.minusSeconds(3), now);
        var middle = save(now.minusSeconds(2), now);
        save(now.minusSeconds(1), now);
        save(now, now);
        save(now, now);

        assertThat(orders().findPage(customer.id(), middle.id(), 2))
                .extracting(Order::id)
                .containsExactly(oldest.id());
    }

    @Test
    void orders_of_the_same_moment_are_each_on_one_page() {
        var ids = new HashSet<UUID>();
        IntStream.range(0, 5).forEach(_ -> ids.add(save(now, now).id()));

        var first = orders().findPage(customer.id(), null, 3);
        var second = orders().findPage(customer.id(), first.getLast().id(), 3);
        assertThat(Stream.concat(first.stream(), second.stream()).map(Order::id))
                .containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void a_page_without_a_customer_holds_the_orders_of_all() {
        var order = save(now.plusSeconds(3600), now);

        assertThat(orders().findPage(null, null, 1)).extracting(Order::id).containsExactly(order.id());
    }

    @Test
    void an_abandoned_order_is_claimed_once() {
        var abandoned = save(now, now.minusSeconds(1));
        var inWork = save(now, now.plusSeconds(60));

        inTransaction(() -> assertThat(orders().claimAbandoned(Duration.ofMinutes(1), 1000))
                .extracting(Order::id)
                .contains(abandoned.id())
                .doesNotContain(inWork.id()));
        inTransaction(() -> assertThat(orders().claimAbandoned(Duration.ofMinutes(1), 1000))
                .extracting(Order::id)
                .doesNotContain(abandoned.id()));
    }

    @Test
    void a_claimed_order_is_returned_as_it_is_stored() {
        var abandoned = save(now, now.minusSeconds(1));

        var claimed = orders().claimAbandoned(Duration.ofMinutes(1), 1000).stream()
                .filter(order -> order.id().equals(abandoned.id()))
                .findAny()
                .orElseThrow();
        assertThat(claimed)
                .usingRecursiveComparison()
                .isEqualTo(orders().findById(abandoned.id()).orElseThrow());

        claimed.apply(new SagaEvent.HandedOver(), now, OrderFixtures.LIMITS);
        assertThat(orders().update(claimed, Set.of())).isTrue();
    }

    @Test
    void an_order_that_has_ended_is_never_claimed() {
        var order = save(now, now.minusSeconds(1));
        change(order, new SagaEvent.TimedOut(), now);

        inTransaction(() -> assertThat(orders().claimAbandoned(Duration.ofMinutes(1), 1000))
                .extracting(Order::id)
                .doesNotContain(order.id()));
    }

    @Test
    void a_change_of_an_order_that_has_changed_since_it_was_read_is_not_written() {
        var order = save(now, now);
        var outdated = orders().findById(order.id()).orElseThrow().copy();
        change(order, new SagaEvent.Cancelled(), now);
        outdated.apply(new SagaEvent.StockReserved(), now, OrderFixtures.LIMITS);

        inTransaction(() -> assertThat(orders().update(outdated, Set.of())).isFalse());
        assertThat(orders().findById(order.id()).orElseThrow().sagaState()).isEqualTo(SagaState.CANCELLED);
    }

    @Test
    void a_change_of_an_order_that_was_claimed_since_it_was_read_is_not_written() {
        var order = save(now, now.minusSeconds(1));
        var outdated = orders().findById(order.id()).orElseThrow().copy();
        inTransaction(() -> orders().claimAbandoned(Duration.ofMinutes(1), 1000));
        outdated.apply(new SagaEvent.StockReserved(), now, OrderFixtures.LIMITS);

        inTransaction(() -> assertThat(orders().update(outdated, Set.of())).isFalse());
    }

    @Test
    void several_orders_are_found_together() {
        var one = save(now, now);
        var another = save(now, now);

        assertThat(orders().findAll(List.of(one.id(), another.id(), UUID.randomUUID())))
                .extracting(Order::id)
                .containsExactlyInAnyOrder(one.id(), another.id());
    }

    private void change(Order order, SagaEvent event, Instant at) {
        inTransaction(() -> {
            var locked = orders().findLockedById(order.id()).orElseThrow();
            locked.apply(event, at, OrderFixtures.LIMITS);
            assertThat(orders().update(locked, Set.of())).isTrue();
        });
    }

    private Order save(Instant placedAt, Instant claimedUntil) {
        var order = OrderFixtures.order(customer, List.of(OrderFixtures.TWO_MUGS), placedAt, claimedUntil);
        inTransaction(() -> orders().add(order, Set.of()));
        return order;
    }
}
