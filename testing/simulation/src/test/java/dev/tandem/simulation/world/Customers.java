package dev.tandem.simulation.world;

import dev.tandem.context.Deadline;
import dev.tandem.order.application.CancelOrder;
import dev.tandem.order.application.PlaceOrder;
import dev.tandem.order.application.PlaceOrder.Item;
import dev.tandem.order.application.PlaceOrderOnce;
import dev.tandem.order.application.PlaceOrderOnce.Placement;
import dev.tandem.order.application.PlaceOrderOnce.Placement.Placed;
import dev.tandem.order.domain.Customer;
import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.idempotency.RequestFingerprint;
import dev.tandem.order.domain.idempotency.RequestKey;
import dev.tandem.simulation.database.OrderStore;
import dev.tandem.simulation.engine.Environment;
import dev.tandem.simulation.engine.Instance;
import dev.tandem.simulation.engine.Service;
import dev.tandem.simulation.network.PriceList;
import dev.tandem.simulation.network.Provider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Customers who place orders, repeat their requests, and cancel. */
public final class Customers {

    private static final RequestFingerprint SAME = new RequestFingerprint("same", List.of());

    private static final List<Duration> BUDGETS = List.of(Duration.ZERO, Duration.ofSeconds(2), Duration.ofSeconds(8));

    private static final Duration SOON = Duration.ofSeconds(2);

    private final Service service;
    private final PlaceOrder placeOrder;
    private final PlaceOrderOnce placeOrderOnce;
    private final CancelOrder cancelOrder;
    private final OrderStore orders;
    private final Environment environment;
    private final Consumer<RuntimeException> unexpected;
    private final List<Wish> wishes = new ArrayList<>();
    private final Map<Wish, List<Order>> answers = new LinkedHashMap<>();

    Customers(
            Service service,
            PlaceOrder placeOrder,
            PlaceOrderOnce placeOrderOnce,
            CancelOrder cancelOrder,
            OrderStore orders,
            Environment environment,
            Consumer<RuntimeException> unexpected) {
        this.service = service;
        this.placeOrder = placeOrder;
        this.placeOrderOnce = placeOrderOnce;
        this.cancelOrder = cancelOrder;
        this.orders = orders;
        this.environment = environment;
        this.unexpected = unexpected;
    }

    /** An order that a customer wants to place. A request with a key may be repeated. */
    public record Wish(String name, boolean hasKey, List<Item> items, String token, Duration budget) {

        PlaceOrder.Request request() {
            return new PlaceOrder.Request(new Customer("ada", name), items, token);
        }
    }

    /** Plans the requests of all customers, for times before the faults end. */
    public void plan(Duration faults) {
        for (var i = environment.chaos().between(1, 4); i > 0; i--) {
            plan(wish("wish-" + i), faults.multipliedBy(3).dividedBy(4));
        }
    }

    private void plan(Wish wish, Duration most) {
        wishes.add(wish);
        var when = environment.chaos().upTo(most);
        at(when, () -> place(wish));
        if (wish.hasKey()) {
            for (var i = environment.chaos().between(0, 3); i > 0; i--) {
                at(when.plus(soonOrLater(most)), () -> place(wish));
            }
        }
        if (environment.chaos().oneIn(3)) {
            at(when.plus(soonOrLater(most)), () -> cancel(wish));
        }
    }

    private Duration soonOrLater(Duration most) {
        return environment.chaos().upTo(environment.chaos().oneIn(2) ? SOON : most);
    }

    private Wish wish(String name) {
        var items = switch (environment.chaos().between(1, 3)) {
            case 1 -> List.of(new Item(PriceList.MUG, environment.chaos().between(1, 2)));
            case 2 -> List.of(new Item(PriceList.HAT, 1));
            default -> List.of(new Item(PriceList.MUG, 1), new Item(PriceList.HAT, 1));
        };
        return new Wish(
                name,
                environment.chaos().oneIn(2),
                items,
                environment.chaos().oneOf(Provider.TOKENS),
                environment.chaos().oneOf(BUDGETS));
    }

    private void at(Duration when, Runnable work) {
        environment.time().after(when, () -> service.start(instance -> serve(instance, work)));
    }

    private void serve(Instance instance, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failure) {
            environment.trace().add(instance.name(), "answers a customer: %s", failure);
            unexpected.accept(failure);
        }
    }

    private void place(Wish wish) {
        environment.trace().add("customer", "sends %s", wish);
        var answer = within(wish.budget(), () -> send(wish));
        environment.trace().add("customer", "%s is answered: %s", wish.name(), describe(answer));
        if (answer instanceof Placed(var order)) {
            answers.computeIfAbsent(wish, _ -> new ArrayList<>()).add(order);
        }
    }

    private Placement send(Wish wish) {
        return wish.hasKey()
                ? placeOrderOnce.place(new RequestKey("ada", wish.name()), SAME, wish.request())
                : new Placed(placeOrder.place(wish.request()));
    }

    private <T> T within(Duration budget, Supplier<T> work) {
        return budget.isZero()
                ? work.get()
                : Deadline.in(budget, environment.time()).call(work::get);
    }

    private static String describe(Placement placement) {
        return placement instanceof Placed(var order) ? order.id() + " " + order.sagaState() : placement.toString();
    }

    private void cancel(Wish wish) {
        orders.rows().committed().stream()
                .filter(order -> order.customer().email().equals(wish.name()))
                .map(Order::id)
                .findAny()
                .ifPresent(this::cancel);
    }

    private void cancel(UUID orderId) {
        environment.trace().add("customer", "cancels %s", orderId);
        cancelOrder.cancel(orderId);
    }

    public List<Wish> wishes() {
        return wishes;
    }

    /** The orders that the customer received as answers to a wish. */
    public List<Order> answersTo(Wish wish) {
        return answers.getOrDefault(wish, List.of());
    }

    void reset() {
        wishes.clear();
        answers.clear();
    }
}
