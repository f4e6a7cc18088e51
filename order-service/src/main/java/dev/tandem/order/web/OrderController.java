package dev.tandem.order.web;

import dev.tandem.order.application.CancelOrder;
import dev.tandem.order.application.CancelOrder.Cancellation.AlreadyRejected;
import dev.tandem.order.application.CancelOrder.Cancellation.Cancelled;
import dev.tandem.order.application.FindOrders;
import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.OrderStatus;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows and cancels orders. */
@RestController
@RequestMapping(path = OrderController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
class OrderController {

    static final String PATH = "/api/orders";

    private final FindOrders findOrders;
    private final CancelOrder cancelOrder;

    OrderController(FindOrders findOrders, CancelOrder cancelOrder) {
        this.findOrders = findOrders;
        this.cancelOrder = cancelOrder;
    }

    @GetMapping("/{id}")
    ResponseEntity<OrderResponse> show(@PathVariable UUID id) {
        var order = findOrders.byId(id).orElseThrow(() -> Problems.notFound(id));
        var answer = ResponseEntity.ok()
                .cacheControl(CacheControl.noCache().cachePrivate())
                .varyBy("API-Version")
                .eTag(tag(order));
        if (order.status() == OrderStatus.PENDING) {
            answer.header(HttpHeaders.RETRY_AFTER, OrderResponse.RETRY_AFTER);
        }
        return answer.body(OrderResponse.of(order));
    }

    /** Weak, because the JSON of the same order may be written in more than one way. */
    private static String tag(Order order) {
        return "W/\"" + order.version() + "\"";
    }

    /** Lists orders, newest first; the header {@code Link} leads to the next page, if there is one. */
    @GetMapping
    ResponseEntity<List<OrderResponse>> list(
            @RequestParam(required = false)
                    @Size(max = PlaceOrderRequest.ID_LENGTH)
                    @Pattern(regexp = PlaceOrderRequest.PRINTABLE, message = PlaceOrderRequest.NOT_PRINTABLE)
                    @Nullable
                    String customerId,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
        var page = findOrders.page(customerId, after, limit);
        var answer = ResponseEntity.ok();
        if (page.next() != null) {
            answer.header(HttpHeaders.LINK, NextPage.link(customerId, page.next(), limit));
        }
        return answer.body(page.orders().stream().map(OrderResponse::of).toList());
    }

    /** Cancels a pending or confirmed order; may be repeated. */
    @PostMapping("/{id}/cancellation")
    OrderResponse cancel(@PathVariable UUID id) {
        return switch (cancelOrder.cancel(id).orElseThrow(() -> Problems.notFound(id))) {
            case Cancelled(var order) -> OrderResponse.of(order);
            case AlreadyRejected(var order) -> throw Problems.nothingToCancel(order);
        };
    }
}
