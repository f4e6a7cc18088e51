package dev.tandem.order.web;

import static dev.tandem.order.web.Problems.problem;

import dev.tandem.order.application.ServiceUnavailableException;
import dev.tandem.order.application.UnknownProductException;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns what went wrong into problem details (RFC 9457) with stable types. */
@RestControllerAdvice
class ProblemHandler extends ResponseEntityExceptionHandler {

    /** When it is worth trying again after another service gave no answer, in seconds. */
    private static final String RETRY_AFTER = "2";

    @ExceptionHandler
    ProblemDetail notFound(OrderNotFoundException notFound) {
        return problem(HttpStatus.NOT_FOUND, "order-not-found", notFound.getMessage());
    }

    @ExceptionHandler
    ProblemDetail unknownProduct(UnknownProductException unknown) {
        return problem(HttpStatus.UNPROCESSABLE_CONTENT, "unknown-product", unknown.getMessage());
    }

    /** Another service gave no answer, or our own database is too busy to begin with anything. */
    @ExceptionHandler({
        ServiceUnavailableException.class,
        CannotCreateTransactionException.class,
        DataAccessResourceFailureException.class
    })
    ResponseEntity<ProblemDetail> unavailable(RuntimeException unavailable) {
        logger.warn("a request was refused: " + unavailable.getMessage() + ": " + unavailable.getCause());
        var problem = problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "temporarily-unavailable",
                "Nothing was ordered. Please try again soon.");
        return ResponseEntity.status(problem.getStatus())
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER)
                .body(problem);
    }

    /** Whatever nobody has foreseen is for the log, and none of it for the caller. */
    @ExceptionHandler
    ProblemDetail bug(Exception unforeseen) {
        logger.error("a request has failed", unforeseen);
        return problem(HttpStatus.INTERNAL_SERVER_ERROR, "internal-error", "Something went wrong on our side.");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException invalid, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var errors = invalid.getAllErrors().stream().map(InvalidField::of).toList();
        return handleExceptionInternal(invalid, invalidFields(errors), headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException invalid, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var errors = invalid.getParameterValidationResults().stream()
                .flatMap(InvalidField::of)
                .toList();
        return handleExceptionInternal(invalid, invalidFields(errors), headers, status, request);
    }

    /** What Spring refuses as a bad request, such as a body that is not JSON, gets our type too. */
    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (status.value() == HttpStatus.BAD_REQUEST.value() && body instanceof ProblemDetail problem) {
            problem.setType(URI.create("/problems/invalid-request"));
        }
        return super.createResponseEntity(body, headers, status, request);
    }

    private static ProblemDetail invalidFields(List<InvalidField> errors) {
        var problem = problem(HttpStatus.BAD_REQUEST, "invalid-request", "Some fields are missing or wrong.");
        problem.setProperty("errors", errors);
        return problem;
    }

    /** What is wrong with one field of a request. */
    record InvalidField(String field, @Nullable String message) {

        static InvalidField of(ObjectError error) {
            var field = error instanceof FieldError fieldError ? fieldError.getField() : error.getObjectName();
            return new InvalidField(field, error.getDefaultMessage());
        }

        static Stream<InvalidField> of(ParameterValidationResult parameter) {
            var name = String.valueOf(parameter.getMethodParameter().getParameterName());
            return parameter.getResolvableErrors().stream()
                    .map(error -> new InvalidField(name, error.getDefaultMessage()));
        }
    }
}
