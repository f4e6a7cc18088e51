package dev.tandem.web.problem;

import java.util.EnumSet;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/** The problems that any service can return. */
public enum CommonProblem implements Problem {
    INVALID_REQUEST(Description.of(
            HttpStatus.BAD_REQUEST,
            "Invalid request",
            "A part of the request is missing, wrong, too long or unreadable. Nothing was done.",
            "Correct the request. If single fields are wrong, \"errors\" names each of them.")),
    UNSUPPORTED_API_VERSION(Description.of(
            HttpStatus.BAD_REQUEST,
            "Unsupported API version",
            "The service does not support the version in the header API-Version.",
            "Use one of the versions that \"detail\" names. Without the header you get the oldest one.")),
    UNKNOWN_CURSOR(Description.of(
            HttpStatus.BAD_REQUEST,
            "Unknown cursor",
            "The page would begin after an entry that does not exist.",
            "Follow the link of the previous page (Link, rel=\"next\"), or begin with the first page.")),
    NOT_FOUND(Description.of(
            HttpStatus.NOT_FOUND,
            "Not found",
            "There is no resource at this path.",
            "Check the path. The answers of the API link to related resources.")),
    METHOD_NOT_ALLOWED(Description.of(
            HttpStatus.METHOD_NOT_ALLOWED,
            "Method not allowed",
            "The resource at this path does not support this method.",
            "Use one of the methods that the header Allow names.")),
    NOT_ACCEPTABLE(Description.of(
            HttpStatus.NOT_ACCEPTABLE,
            "Not acceptable",
            "No media type in the header Accept is available. Nothing was done.",
            "Accept application/json.")),
    REQUEST_TOO_LARGE(Description.of(
            HttpStatus.CONTENT_TOO_LARGE,
            "Request too large",
            "The body is longer than the limit that \"detail\" names. Nothing was done.",
            "Send a shorter body.")),
    UNSUPPORTED_MEDIA_TYPE(Description.of(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            "Unsupported media type",
            "The service does not read bodies of this media type.",
            "Send JSON with the header Content-Type: application/json.")),
    INTERNAL_ERROR(Description.of(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "Internal error",
            "The service has failed. Its log has the details.",
            "Retry later. The request may have been carried out already: if the API takes an Idempotency-Key, use the same"
                    + " one.")),
    TEMPORARILY_UNAVAILABLE(Description.transientError(
            HttpStatus.SERVICE_UNAVAILABLE,
            "Temporarily unavailable",
            "The service, or another one that it needs, is overloaded or down.",
            "Retry after the number of seconds in the header Retry-After.")),
    TIME_IS_UP(Description.of(
            HttpStatus.GATEWAY_TIMEOUT,
            "Time is up",
            "The caller's deadline passed before the work began. Nothing was done.",
            "Retry with a longer deadline.")),
    DIFFERENT_REQUEST(Description.of(
            HttpStatus.CONFLICT,
            "Different request",
            "An earlier request with the same id had a different content. Nothing was done.",
            "Repeat the earlier request unchanged, or use a new id for a new request."));

    /**
     * The problems that a status alone identifies. The last constant is not among them, since each conflict has a
     * specific cause.
     */
    private static final Set<CommonProblem> GENERAL = EnumSet.range(INVALID_REQUEST, TIME_IS_UP);

    @SuppressWarnings("ImmutableEnumChecker") // a record of immutable values
    private final Description description;

    CommonProblem(Description description) {
        this.description = description;
    }

    @Override
    public Description description() {
        return description;
    }

    /** The problem of a refusal of which only the status is known. */
    static Problem of(HttpStatusCode status) {
        return GENERAL.stream()
                .filter(problem -> problem.description.status().isSameCodeAs(status))
                .findFirst()
                .orElse(status.is5xxServerError() ? INTERNAL_ERROR : INVALID_REQUEST);
    }
}
