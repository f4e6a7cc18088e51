package dev.tandem.order.web;

import dev.tandem.context.Deadline;
import dev.tandem.order.application.OrderSettings;
import dev.tandem.order.application.PlaceOrder;
import dev.tandem.order.application.PlaceOrderOnce;
import dev.tandem.order.application.PlaceOrderOnce.Placement.InFlight;
import dev.tandem.order.application.PlaceOrderOnce.Placement.KeyReused;
import dev.tandem.order.application.PlaceOrderOnce.Placement.Placed;
import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.OrderStatus;
import dev.tandem.order.domain.idempotency.RequestKey;
import jakarta.validation.Valid;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.ResponseEntity.BodyBuilder;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Places orders, and lets the customer choose how long to wait for the outcome. */
@RestController
@RequestMapping("/api/orders")
class PlaceOrderController {

    private final PlaceOrder placeOrder;
    private final PlaceOrderOnce placeOrderOnce;
    private final RequestFingerprints fingerprints;
    private final OrderSettings settings;
    private final Clock clock;

    PlaceOrderController(
            PlaceOrder placeOrder,
            PlaceOrderOnce placeOrderOnce,
            RequestFingerprints fingerprints,
            OrderSettings settings,
            Clock clock) {
        this.placeOrder = placeOrder;
        this.placeOrderOnce = placeOrderOnce;
        this.fingerprints = fingerprints;
        this.settings = settings;
        this.clock = clock;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<OrderResponse> place(
            @RequestBody @Valid PlaceOrderRequest request,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key) {
        var preference = Preference.of(prefer);
        var budget = preference.budget(settings.responseBudget(), settings.maxResponseBudget());
        var order = within(budget, () -> key == null ? placeOrder.place(request.toRequest()) : placeOnce(request, key));
        var answer = answer(order);
        preference
                .applied(budget, order.status() == OrderStatus.PENDING)
                .forEach(applied -> answer.header("Preference-Applied", applied));
        return answer.body(OrderResponse.of(order));
    }

    private Order placeOnce(PlaceOrderRequest request, String header) {
        var key = new RequestKey(request.customerId(), IdempotencyKey.parse(header));
        return switch (placeOrderOnce.place(key, fingerprints.of(request), request.toRequest())) {
            case Placed(var order) -> order;
            case KeyReused _ -> throw Problems.keyReused();
            case InFlight _ -> throw Problems.inFlight();
        };
    }

    /** A customer who does not want to wait sets no deadline: nothing has to finish in time. */
    private <T> T within(Duration budget, Supplier<T> work) {
        return budget.isZero() ? work.get() : Deadline.in(budget, clock).call(work::get);
    }

    private static BodyBuilder answer(Order order) {
        var location = URI.create("/api/orders/" + order.id());
        return switch (order.status()) {
            case CONFIRMED -> ResponseEntity.created(location);
            case PENDING ->
                ResponseEntity.accepted().location(location).header(HttpHeaders.RETRY_AFTER, OrderResponse.RETRY_AFTER);
            case REJECTED -> throw Problems.rejected(order);
            case CANCELLED -> throw Problems.cancelled(order);
        };
    }
}
