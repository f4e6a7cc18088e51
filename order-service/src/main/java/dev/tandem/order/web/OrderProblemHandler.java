package dev.tandem.order.web;

import dev.tandem.order.application.FindOrders.UnknownCursorException;
import dev.tandem.order.application.ServiceUnavailableException;
import dev.tandem.order.application.UnknownProductException;
import dev.tandem.order.domain.MixedCurrenciesException;
import dev.tandem.order.domain.TotalTooLargeException;
import dev.tandem.web.problem.CommonProblem;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Maps the exceptions that only order-service raises to problems. */
@RestControllerAdvice
@Order(0)
class OrderProblemHandler {

    private static final Logger log = LoggerFactory.getLogger(OrderProblemHandler.class);

    @ExceptionHandler
    ErrorResponse unknownProduct(UnknownProductException unknown) {
        return OrderProblem.UNKNOWN_PRODUCT.because(String.valueOf(unknown.getMessage()));
    }

    @ExceptionHandler
    ErrorResponse totalTooLarge(TotalTooLargeException tooLarge) {
        return OrderProblem.TOTAL_TOO_LARGE.because(String.valueOf(tooLarge.getMessage()));
    }

    @ExceptionHandler
    ErrorResponse mixedCurrencies(MixedCurrenciesException mixed) {
        return OrderProblem.MIXED_CURRENCIES.because(String.valueOf(mixed.getMessage()));
    }

    @ExceptionHandler
    ErrorResponse unknownCursor(UnknownCursorException unknown) {
        return CommonProblem.UNKNOWN_CURSOR.because(String.valueOf(unknown.getMessage()));
    }

    /** Another service gave no answer. */
    @ExceptionHandler
    ErrorResponse unavailable(ServiceUnavailableException unavailable, HttpServletRequest request) {
        log.warn("a request was refused: {}: {}", unavailable.getMessage(), String.valueOf(unavailable.getCause()));
        var consequence = request.getRequestURI().equals(ProductController.PATH)
                ? "The products cannot be shown at the moment."
                : "Nothing was ordered.";
        return CommonProblem.TEMPORARILY_UNAVAILABLE.because(consequence + " Please try again soon.");
    }
}
