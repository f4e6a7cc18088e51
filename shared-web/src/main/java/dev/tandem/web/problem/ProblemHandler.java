package dev.tandem.web.problem;

import dev.tandem.database.DatabaseFailure;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Maps exceptions that any service can raise; a service's own handlers come first. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
final class ProblemHandler extends ResponseEntityExceptionHandler {

    private static final String BUG = "Something went wrong on our side.";

    /** Answers {@code 503} if the database is overloaded or down, or another transaction was faster. */
    @ExceptionHandler({
        CannotCreateTransactionException.class,
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class
    })
    ErrorResponse busy(Exception busy) {
        logger.warn("a request was refused: " + busy.getMessage() + ": " + busy.getCause());
        return CommonProblem.TEMPORARILY_UNAVAILABLE.because(
                "The service cannot handle the request right now. Please try again soon.");
    }

    /**
     * Answers {@code 500} to a bug, which only the log describes. Failures of the database arrive here, too, since each
     * layer has its own exception for a database that is down.
     */
    @ExceptionHandler
    ErrorResponse bug(Exception unforeseen) {
        if (DatabaseFailure.isTransient(unforeseen)) {
            return busy(unforeseen);
        }
        logger.error("a request has failed", unforeseen);
        return CommonProblem.INTERNAL_ERROR.because(BUG);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException invalid, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var errors = invalid.getAllErrors().stream()
                .map(error -> InvalidField.of(error, error.getObjectName()))
                .toList();
        return answer(InvalidField.problem(errors), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException invalid, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var errors = invalid.getParameterValidationResults().stream()
                .flatMap(InvalidField::of)
                .toList();
        return answer(InvalidField.problem(errors), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException wrong, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var name = wrong instanceof MethodArgumentTypeMismatchException parameter
                ? parameter.getName()
                : wrong.getPropertyName();
        var problem = InvalidField.problem(String.valueOf(name), ExpectedValue.inPlaceOf(wrong.getRequiredType()));
        return answer(problem, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException missing,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return answer(InvalidField.problem(missing.getParameterName(), "must not be absent"), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return answer(UnreadableBody.problem(unreadable), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException nothing, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(CommonProblem.NOT_FOUND.because("There is no resource at this path."), request);
    }

    private @Nullable ResponseEntity<Object> answer(ProblemException problem, WebRequest request) {
        return handleExceptionInternal(
                problem, problem.getBody(), problem.getHeaders(), problem.getStatusCode(), request);
    }

    /** A failure inside Spring is a bug, too, and goes to the log. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception failure, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (status.is5xxServerError() && !(failure instanceof ProblemException)) {
            logger.error("a request has failed", failure);
        }
        return super.handleExceptionInternal(failure, body, headers, status, request);
    }

    /**
     * Answers with a problem, whatever media types the client accepts, and sets this system's problem types on the
     * errors that Spring itself returns.
     */
    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (body instanceof ProblemDetail detail) {
            if (!isOurs(detail)) {
                name(detail, status);
            }
            detail.setInstance(ProblemWriter.instance(pathOf(request)));
        }
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(body);
    }

    private static String pathOf(WebRequest request) {
        return ((ServletWebRequest) request).getRequest().getRequestURI();
    }

    private static void name(ProblemDetail detail, HttpStatusCode status) {
        CommonProblem.of(status).mark(detail);
        if (status.is5xxServerError()) {
            detail.setDetail(BUG);
        }
    }

    private static boolean isOurs(ProblemDetail detail) {
        return detail.getType() != null && detail.getType().getPath() != null;
    }
}
