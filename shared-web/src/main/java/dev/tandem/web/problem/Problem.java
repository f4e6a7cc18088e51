package dev.tandem.web.problem;

import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/**
 * A problem that a service returns (RFC 9457). Each problem is an enum constant in the module to which it belongs. Its
 * type, {@code /problems/<slug>}, never changes: clients branch on it. The page at this path shows the description of
 * the problem.
 */
public interface Problem {

    /** The constant's name, from which the slug is made. */
    String name();

    Description description();

    /**
     * The content of a problem's page.
     *
     * @param title a few words, the same each time
     * @param meaning what has happened, and what was not done
     * @param remedy what the client can do about it
     * @param isTransient whether the same request may succeed a moment later; the answer has a Retry-After then
     */
    record Description(HttpStatus status, String title, String meaning, String remedy, boolean isTransient) {

        public static Description of(HttpStatus status, String title, String meaning, String remedy) {
            return new Description(status, title, meaning, remedy, false);
        }

        public static Description transientError(HttpStatus status, String title, String meaning, String remedy) {
            return new Description(status, title, meaning, remedy, true);
        }
    }

    /** The problem as an answer, to be thrown or returned. */
    default ProblemException because(String detail) {
        return new ProblemException(this, detail);
    }

    default String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    default URI type() {
        return URI.create("/problems/" + slug());
    }

    /** The answer if only the status is known. */
    default ProblemDetail answer(HttpStatusCode actual) {
        var answer = ProblemDetail.forStatusAndDetail(actual, description().meaning());
        mark(answer);
        return answer;
    }

    /** Gives an answer the type and the title of this problem. */
    default void mark(ProblemDetail answer) {
        answer.setType(type());
        answer.setTitle(description().title());
    }
}
