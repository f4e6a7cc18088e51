package dev.tandem.order.application;

import dev.tandem.database.DatabaseFailure;
import dev.tandem.order.application.PlaceOrderOnce.Placement.InFlight;
import dev.tandem.order.application.PlaceOrderOnce.Placement.KeyReused;
import dev.tandem.order.application.PlaceOrderOnce.Placement.Placed;
import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.Orders;
import dev.tandem.order.domain.idempotency.IdempotentRequest;
import dev.tandem.order.domain.idempotency.IdempotentRequests;
import dev.tandem.order.domain.idempotency.RequestFingerprint;
import dev.tandem.order.domain.idempotency.RequestKey;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Places an order once, however often the request is sent: a repeated request gets the first answer. The key is written
 * in the statement that accepts the order, so that neither exists without the other.
 */
@Service
public class PlaceOrderOnce {

    private static final Logger log = LoggerFactory.getLogger(PlaceOrderOnce.class);

    private final AcceptOrder acceptOrder;
    private final ContinueCheckout continueCheckout;
    private final IdempotentRequests requests;
    private final Orders orders;
    private final Clock clock;
    private final SharedWaits waits = new SharedWaits();

    PlaceOrderOnce(
            AcceptOrder acceptOrder,
            ContinueCheckout continueCheckout,
            IdempotentRequests requests,
            Orders orders,
            Clock clock) {
        this.acceptOrder = acceptOrder;
        this.continueCheckout = continueCheckout;
        this.requests = requests;
        this.orders = orders;
        this.clock = clock;
    }

    /** The outcome of a request that may have been sent before. */
    public sealed interface Placement {

        /** The order, as the first answer showed it. */
        record Placed(Order order) implements Placement {}

        /** The key was used before, with a different request. */
        record KeyReused() implements Placement {}

        /** The same request is still in progress, or its answer cannot be stored yet: a later retry will get it. */
        record InFlight() implements Placement {}
    }

    /**
     * Places the order, or returns the outcome of the earlier request.
     *
     * @param fingerprint the fingerprint of the content
     */
    public Placement place(RequestKey key, RequestFingerprint fingerprint, PlaceOrder.Request request) {
        return requests.findById(key)
                .map(earlier -> repeat(earlier, fingerprint))
                .orElseGet(() -> first(key, fingerprint, request));
    }

    private Placement first(RequestKey key, RequestFingerprint fingerprint, PlaceOrder.Request request) {
        try {
            return acceptOrder
                    .acceptOnce(request, key, fingerprint.value())
                    .map(order -> answered(key, answer(key, continueCheckout.run(order))))
                    .orElseGet(() -> repeat(requests.findById(key).orElseThrow(), fingerprint));
        } catch (ServiceUnavailableException noPrices) {
            // The same request may have found prices meanwhile, on another instance.
            return repeat(requests.findById(key).orElseThrow(() -> noPrices), fingerprint);
        }
    }

    private Placement answered(RequestKey key, Optional<Order> answer) {
        answer.ifPresent(order -> waits.answer(key, order));
        return answer.<Placement>map(Placed::new).orElseGet(InFlight::new);
    }

    private Placement repeat(IdempotentRequest earlier, RequestFingerprint fingerprint) {
        if (!fingerprint.matches(earlier.fingerprint())) {
            return new KeyReused();
        }
        return answered(earlier.key(), waits.await(earlier.key(), () -> answerTo(earlier.key())));
    }

    /**
     * If the instance died before it answered, the recovery job takes its order over; the order's state then serves as
     * the answer.
     */
    private Optional<Order> answerTo(RequestKey key) {
        var request = requests.findById(key).orElseThrow();
        var order = orders.findById(request.orderId()).orElseThrow();
        if (request.isAnswered()) {
            return Optional.of(request.answerFor(order));
        }
        return order.isAwaitedAt(clock.instant()) ? Optional.empty() : answer(key, order);
    }

    /** Returns empty if the answer cannot be stored, because then it could not be repeated. */
    private Optional<Order> answer(RequestKey key, Order order) {
        try {
            return Optional.of(requests.answer(key, order).orElseThrow().answerFor(order));
        } catch (RuntimeException failure) {
            DatabaseFailure.log(
                    log, "the answer about order " + order.id() + " is left for a repeated request", failure);
            return Optional.empty();
        }
    }
}
