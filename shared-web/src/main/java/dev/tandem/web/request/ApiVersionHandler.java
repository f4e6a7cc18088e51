package dev.tandem.web.request;

import dev.tandem.web.problem.CommonProblem;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.ErrorResponse;
import org.springframework.web.accept.InvalidApiVersionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers a request for an API version that the service does not have. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ApiVersionHandler {

    private final ApiVersions versions;

    ApiVersionHandler(ApiVersions versions) {
        this.versions = versions;
    }

    @ExceptionHandler
    ErrorResponse unsupportedVersion(InvalidApiVersionException unsupported) {
        return CommonProblem.UNSUPPORTED_API_VERSION.because("API-Version must be one of these: " + versions + ".");
    }
}
