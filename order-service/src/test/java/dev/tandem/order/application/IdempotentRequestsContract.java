package dev.tandem.order.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.order.OrderFixtures;
import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.SagaEvent;
import dev.tandem.order.domain.SagaState;
import dev.tandem.order.domain.idempotency.IdempotentRequest;
import dev.tandem.order.domain.idempotency.IdempotentRequests;
import dev.tandem.order.domain.idempotency.RequestKey;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The behaviour of every {@link IdempotentRequests}, in memory or in PostgreSQL. */
public abstract class IdempotentRequestsContract {

    private final RequestKey key = new RequestKey("ada", "key-" + UUID.randomUUID());
    private final Order order = OrderFixtures.order();

    protected abstract IdempotentRequests requests();

    /** Runs the work in a transaction, where there are transactions. */
    protected abstract void inTransaction(Runnable work);

    @Test
    void a_key_can_be_used_once() {
        inTransaction(() -> {
            assertThat(add(request())).isTrue();
            assertThat(add(request())).isFalse();
        });
    }

    @Test
    void another_customer_may_use_the_same_key() {
        var other = new RequestKey("grace", key.idempotencyKey());
        inTransaction(() -> {
            assertThat(add(request())).isTrue();
            assertThat(add(other, OrderFixtures.NOW)).isTrue();
        });
    }

    @Test
    void a_request_is_found_as_it_was_added() {
        inTransaction(() -> add(request()));

        var found = requests().findById(key).orElseThrow();
        assertThat(found.fingerprint()).isEqualTo("print");
        assertThat(found.orderId()).isEqualTo(order.id());
        assertThat(found.isAnswered()).isFalse();
    }

    @Test
    void an_answer_is_stored_and_repeated() {
        inTransaction(() -> add(request()));
        inTransaction(() -> answerFor(order));
        order.apply(new SagaEvent.Cancelled(), OrderFixtures.NOW.plusSeconds(1), OrderFixtures.LIMITS);

        inTransaction(() -> {
            var answered = answerFor(order);
            assertThat(answered.sagaState()).isEqualTo(SagaState.START);
            assertThat(answered.changedAt()).isEqualTo(OrderFixtures.NOW);
            assertThat(answered.lines()).isEqualTo(order.lines());
        });
    }

    @Test
    void a_request_that_is_unknown_gets_no_answer() {
        assertThat(requests().answer(key, order)).isEmpty();
    }

    @Test
    void an_old_request_is_forgotten_and_a_younger_one_is_not() {
        inTransaction(() -> add(request()));

        inTransaction(() -> requests().forget(OrderFixtures.NOW, 100));
        assertThat(requests().findById(key)).isPresent();

        inTransaction(() -> requests().forget(OrderFixtures.NOW.plusSeconds(1), 100));
        assertThat(requests().findById(key)).isEmpty();
    }

    @Test
    void a_limited_number_is_forgotten_the_oldest_first() {
        var younger = new RequestKey("ada", "key-" + UUID.randomUUID());
        inTransaction(() -> {
            requests().forget(OrderFixtures.NOW.plusSeconds(10), 100);
            add(request());
            add(younger, OrderFixtures.NOW.plusSeconds(1));
        });

        inTransaction(() -> assertThat(requests().forget(OrderFixtures.NOW.plusSeconds(10), 1))
                .isEqualTo(1));

        assertThat(requests().findById(key)).isEmpty();
        assertThat(requests().findById(younger)).isPresent();
    }

    private Order answerFor(Order about) {
        return requests().answer(key, about).orElseThrow().answerFor(about);
    }

    private boolean add(IdempotentRequest request) {
        return requests().add(request, order, Set.of());
    }

    /** A request for another order. */
    private boolean add(RequestKey otherKey, Instant acceptedAt) {
        var other = OrderFixtures.order();
        return requests().add(new IdempotentRequest(otherKey, "print", other.id(), acceptedAt), other, Set.of());
    }

    private IdempotentRequest request() {
        return new IdempotentRequest(key, "print", order.id(), OrderFixtures.NOW);
    }
}
