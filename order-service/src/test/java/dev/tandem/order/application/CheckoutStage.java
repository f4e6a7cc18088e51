package dev.tandem.order.application;

import static dev.tandem.order.OrderFixtures.ADA;

import dev.tandem.consumercontracts.SealedTokens;
import dev.tandem.context.Deadline;
import dev.tandem.database.Change;
import dev.tandem.order.OrderFixtures;
import dev.tandem.order.application.PlaceOrder.Item;
import dev.tandem.order.domain.Effect;
import dev.tandem.order.domain.Money;
import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.SagaEvent;
import dev.tandem.order.domain.SagaEvent.PaymentAuthorized;
import dev.tandem.order.domain.SagaEvent.StockReserved;
import dev.tandem.order.domain.idempotency.IdempotentRequests;
import dev.tandem.sealing.TokenSealer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/** All parts of this service through which an order passes, with fakes around them. */
abstract class CheckoutStage {

    static final Duration BUDGET = Duration.ofSeconds(2);
    static final PlaceOrder.Request TWO_MUGS =
            new PlaceOrder.Request(ADA, List.of(new Item("MUG-BLUE", 2)), "tok_visa");

    final TestClock clock = new TestClock();
    final RecordedEvents events = new RecordedEvents();
    final InMemoryOrders orders = new InMemoryOrders(clock, events);
    final FakeCatalogue catalogue = new FakeCatalogue();
    final FakeSteps steps = new FakeSteps();
    final OrderSettings settings = OrderFixtures.SETTINGS;
    final TransactionOperations transactions = TransactionOperations.withoutTransaction();
    final MeterRegistry meters = new SimpleMeterRegistry();
    final AdvanceOrder advanceOrder = new AdvanceOrder(orders, new Mismatches(meters), transactions, settings, clock);
    final ContinueCheckout continueCheckout = new ContinueCheckout(steps, advanceOrder);
    final PlaceOrder placeOrder = new PlaceOrder(accepting(new InMemoryIdempotentRequests(orders)), continueCheckout);
    final RecoverOrders recoverOrders = new RecoverOrders(orders, advanceOrder, settings);
    final CancelOrder cancelOrder = new CancelOrder(advanceOrder);

    AcceptOrder accepting(IdempotentRequests requests) {
        return new AcceptOrder(catalogue, orders, requests, new TokenSealer(SealedTokens.SETTINGS), settings, clock);
    }

    Order newest() {
        return orders.findPage(null, null, 1).getFirst();
    }

    /** The order as it is stored by now. */
    Order now(Order order) {
        return orders.findById(order.id()).orElseThrow();
    }

    Order place(Item... items) {
        var wanted = items.length == 0 ? TWO_MUGS.items() : List.of(items);
        var request = new PlaceOrder.Request(ADA, wanted, "tok_visa");
        return Deadline.in(BUDGET, clock).call(() -> placeOrder.place(request));
    }

    static final class FakeCatalogue implements Catalogue {

        final List<Optional<Deadline>> asked = new ArrayList<>();
        final Product mug = new Product("MUG-BLUE", "Mug, blue", new Money(1295, "EUR"), 10);

        @Override
        public List<Product> products() {
            return List.of(mug);
        }

        @Override
        public Map<String, Product> find(Set<String> skus) {
            asked.add(Deadline.current());
            return products().stream()
                    .filter(product -> skus.contains(product.sku()))
                    .collect(Collectors.toMap(Product::sku, Function.identity()));
        }
    }

    static final class FakeSteps implements CheckoutSteps {

        final List<String> calls = Collections.synchronizedList(new ArrayList<>());
        Supplier<SagaEvent> stock = StockReserved::new;
        Supplier<SagaEvent> payment = PaymentAuthorized::new;

        static SagaEvent noAnswer() {
            throw new ServiceUnavailableException("a service", new IOException("connection refused"));
        }

        @Override
        public SagaEvent reserveStock(Order order) {
            calls.add("reserve stock");
            return stock.get();
        }

        @Override
        public SagaEvent authorizePayment(Order order) {
            calls.add("authorize payment");
            return payment.get();
        }
    }

    static final class RecordedEvents implements OrderEvents {

        final List<String> published = Collections.synchronizedList(new ArrayList<>());
        Consumer<Order> failure = _ -> {};

        @Override
        public boolean publish(Order order, Set<Effect> effects, Change change) {
            effects.forEach(effect -> {
                failure.accept(order);
                published.add(effect.name());
            });
            return true;
        }
    }

    static final class TestClock extends Clock {

        Instant now = OrderFixtures.NOW;

        void advance(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(@Nullable ZoneId zone) {
            return this;
        }
    }
}
