package dev.tandem.order.web;

import dev.tandem.order.application.FindOrders;
import dev.tandem.order.application.PlaceOrder;
import dev.tandem.order.domain.Order;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Places and shows orders. */
@RestController
@RequestMapping("/api/orders")
class OrderController {

    /** After how many seconds it is worth asking again for an order that is still pending. */
    private static final String RETRY_AFTER = "2";

    private final PlaceOrder placeOrder;
    private final FindOrders findOrders;

    OrderController(PlaceOrder placeOrder, FindOrders findOrders) {
        this.placeOrder = placeOrder;
        this.findOrders = findOrders;
    }

    @PostMapping
    ResponseEntity<OrderResponse> place(@RequestBody @Valid PlaceOrderRequest request) {
        var order = placeOrder.place(request.toRequest());
        return switch (order.status()) {
            case CONFIRMED -> ResponseEntity.created(locationOf(order)).body(OrderResponse.of(order));
            case PENDING ->
                ResponseEntity.accepted()
                        .location(locationOf(order))
                        .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER)
                        .body(OrderResponse.of(order));
            case REJECTED -> throw new OrderRejectedException(order);
        };
    }

    @GetMapping("/{id}")
    OrderResponse show(@PathVariable UUID id) {
        return findOrders.byId(id).map(OrderResponse::of).orElseThrow(() -> new OrderNotFoundException(id));
    }

    /** Orders, newest first; pass the last id of a page as {@code after} to get the next one. */
    @GetMapping
    List<OrderResponse> list(
            @RequestParam(required = false)
                    @Pattern(regexp = PlaceOrderRequest.PRINTABLE, message = PlaceOrderRequest.NOT_PRINTABLE)
                    @Nullable
                    String customerId,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
        return findOrders.page(customerId, after, limit).stream()
                .map(OrderResponse::of)
                .toList();
    }

    private static URI locationOf(Order order) {
        return URI.create("/api/orders/" + order.id());
    }
}
