package dev.tandem.web.problem;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A {@link Problem} of one request. */
public final class ProblemException extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    /**
     * The number of seconds that a client should wait before it retries: long enough for a transient problem to pass,
     * short enough for a client to wait.
     */
    public static final String RETRY_AFTER = "2";

    ProblemException(Problem problem, String detail) {
        super(
                problem.description().status(),
                ProblemDetail.forStatusAndDetail(problem.description().status(), detail),
                null);
        problem.mark(getBody());
        getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.description().isTransient()) {
            getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
        }
    }

    /** Adds an extension member to the answer. */
    public ProblemException with(String name, Object value) {
        getBody().setProperty(name, value);
        return this;
    }
}
