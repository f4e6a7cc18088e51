package dev.tandem.web;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A {@link Problem} of one request. */
public final class ProblemException extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    /** In seconds: long enough for a moment to pass, short enough for somebody to wait. */
    public static final String RETRY_AFTER = "2";

    ProblemException(Problem problem, String detail) {
        super(problem.status(), ProblemDetail.forStatusAndDetail(problem.status(), detail), null);
        problem.name(getBody());
        getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.isTransient()) {
            getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
        }
    }

    /** Adds a member of the problem's own to the answer. */
    public ProblemException with(String name, Object value) {
        getBody().setProperty(name, value);
        return this;
    }
}
