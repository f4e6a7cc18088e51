package dev.tandem.web.deadline;

import dev.tandem.context.DeadlineExceededException;
import dev.tandem.web.problem.CommonProblem;
import dev.tandem.web.problem.ProblemException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers {@code 504} to work that was not begun, because its result would come too late. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class DeadlineExceededHandler {

    @ExceptionHandler
    ErrorResponse tooLate(DeadlineExceededException tooLate) {
        return problem();
    }

    static ProblemException problem() {
        return CommonProblem.TIME_IS_UP.because("Nothing was done: the caller's deadline has passed.");
    }
}
