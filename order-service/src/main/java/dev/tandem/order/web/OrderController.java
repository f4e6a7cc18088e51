package dev.tandem.order.web;

import dev.tandem.order.application.CancelOrder;
import dev.tandem.order.application.CancelOrder.Cancellation.AlreadyRejected;
import dev.tandem.order.application.CancelOrder.Cancellation.Cancelled;
import dev.tandem.order.application.FindOrders;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows and cancels orders. */
@RestController
@RequestMapping("/api/orders")
class OrderController {

    private final FindOrders findOrders;
    private final CancelOrder cancelOrder;

    OrderController(FindOrders findOrders, CancelOrder cancelOrder) {
        this.findOrders = findOrders;
        this.cancelOrder = cancelOrder;
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

    /** Cancels an order, pending or confirmed; may be repeated. */
    @PostMapping("/{id}/cancellation")
    OrderResponse cancel(@PathVariable UUID id) {
        return switch (cancelOrder.cancel(id).orElseThrow(() -> new OrderNotFoundException(id))) {
            case Cancelled(var order) -> OrderResponse.of(order);
            case AlreadyRejected(var order) -> throw Problems.nothingToCancel(order);
        };
    }
}
