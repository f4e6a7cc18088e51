package dev.tandem.order.web;

import dev.tandem.order.domain.Order;
import dev.tandem.order.domain.OrderLine;
import dev.tandem.order.domain.OrderStatus;
import dev.tandem.order.domain.RejectionReason;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order as its customer sees it.
 *
 * @param rejectionReason present if rejected
 * @param changedAt when the order last made progress
 */
record OrderResponse(
        UUID id,
        OrderStatus status,
        @Nullable RejectionReason rejectionReason,
        String customerId,
        MoneyJson total,
        List<Item> items,
        Instant placedAt,
        Instant changedAt) {

    /** The number of seconds after which to ask again for an order that is still pending. */
    static final String RETRY_AFTER = "2";

    /** A product of the order, with the price of one unit when the order was placed. */
    record Item(String sku, String name, int quantity, MoneyJson price) {

        static Item of(OrderLine line) {
            return new Item(line.sku(), line.name(), line.quantity(), MoneyJson.of(line.price()));
        }
    }

    static OrderResponse of(Order order) {
        return new OrderResponse(
                order.id(),
                order.status(),
                shown(order.sagaState().rejectionReason()),
                order.customer().id(),
                MoneyJson.of(order.total()),
                order.lines().stream().map(Item::of).toList(),
                order.placedAt(),
                order.changedAt());
    }

    /** A customer who tries a stolen card learns no more than that it did not work. */
    private static @Nullable RejectionReason shown(@Nullable RejectionReason reason) {
        return reason == RejectionReason.SUSPECTED_FRAUD ? RejectionReason.PAYMENT_DECLINED : reason;
    }
}
