package dev.tandem.order.web;

import dev.tandem.web.problem.Problem;
import org.springframework.http.HttpStatus;

/** The problems of orders. */
enum OrderProblem implements Problem {
    ORDER_NOT_FOUND(Description.of(
            HttpStatus.NOT_FOUND,
            "No such order",
            "There is no order with this id.",
            "Use the id from the answer to the placed order, or from the header Location of that answer.")),
    UNKNOWN_PRODUCT(Description.of(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "Unknown product",
            "The order names a product that is not in the catalogue. Nothing was ordered.",
            "Order products that GET /api/products lists.")),
    TOTAL_TOO_LARGE(Description.of(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "Total too large",
            "The total exceeds the limit of one order. Nothing was ordered.",
            "Split the order.")),
    MIXED_CURRENCIES(Description.of(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "Mixed currencies",
            "The products of the order are sold in different currencies. Nothing was ordered.",
            "Place one order for each currency. GET /api/products shows the currency of each price.")),
    OUT_OF_STOCK(Description.of(
            HttpStatus.CONFLICT,
            "Out of stock",
            "Not all products are available in the ordered quantity. The order is rejected and nothing was charged.",
            "Order fewer units, or other products. GET /api/products shows the available units.")),
    PAYMENT_DECLINED(Description.of(
            HttpStatus.PAYMENT_REQUIRED,
            "Payment declined",
            "The payment was declined. The order is rejected and its stock is released.",
            "Order again with another means of payment.")),
    TIMED_OUT(Description.of(
            HttpStatus.GATEWAY_TIMEOUT,
            "Timed out",
            "The order could not be completed in time. It is rejected, and any charge is refunded.",
            "Order again later.")),
    ORDER_CANCELLED(Description.of(
            HttpStatus.CONFLICT,
            "Order cancelled",
            "The order was cancelled while it was being placed. Any charge is refunded.",
            "You need not do anything. If you still want the products, order again.")),
    ORDER_REJECTED(Description.of(
            HttpStatus.CONFLICT,
            "Order rejected",
            "The order was rejected before it could be cancelled. Any reservation or charge is reversed.",
            "You need not do anything.")),
    IDEMPOTENCY_KEY_REUSED(Description.of(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "Idempotency key reused",
            "The customer has used this Idempotency-Key for another order. Nothing was ordered.",
            "Use a new key for a new order. Repeat a key only with the same order.")),
    REQUEST_IN_FLIGHT(Description.transientError(
            HttpStatus.CONFLICT,
            "Request in flight",
            "The first request with this Idempotency-Key is still in progress.",
            "Repeat the request after the number of seconds in Retry-After. You get the answer to the first one."));

    @SuppressWarnings("ImmutableEnumChecker") // a record of immutable values
    private final Description description;

    OrderProblem(Description description) {
        this.description = description;
    }

    @Override
    public Description description() {
        return description;
    }
}
