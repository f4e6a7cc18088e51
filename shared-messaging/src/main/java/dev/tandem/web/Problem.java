package dev.tandem.web;

import java.net.URI;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/**
 * Every problem that a service answers (RFC 9457). Its type, {@code /problems/<slug>}, is for ever: programs branch on it.
 * What is said here of a problem is what its page says.
 */
public enum Problem {
    INVALID_REQUEST(
            HttpStatus.BAD_REQUEST,
            "Invalid request",
            "Something in the request is missing, wrong, too long or not to be read. Nothing was done.",
            "Correct the request; where fields are wrong, \"errors\" names each of them."),
    UNSUPPORTED_API_VERSION(
            HttpStatus.BAD_REQUEST,
            "Unsupported API version",
            "The header API-Version asks for a version that this service does not have.",
            "Ask for one that \"detail\" names, or leave the header away to get the oldest of them."),
    UNKNOWN_CURSOR(
            HttpStatus.BAD_REQUEST,
            "Unknown cursor",
            "A page was asked for that begins after something that does not exist.",
            "Follow the link of the page before (Link, rel=\"next\"), or begin with the first page."),
    NOT_FOUND(
            HttpStatus.NOT_FOUND,
            "Nothing there",
            "The service has nothing at this path.",
            "Look up the path; the answers of the API link to what belongs to them."),
    METHOD_NOT_ALLOWED(
            HttpStatus.METHOD_NOT_ALLOWED,
            "Method not allowed",
            "There is something at this path, but not for this method.",
            "Use one of the methods that the header Allow names."),
    NOT_ACCEPTABLE(
            HttpStatus.NOT_ACCEPTABLE,
            "Not acceptable",
            "The answer is not to be had in a form that the header Accept admits. Nothing was done.",
            "Accept application/json."),
    REQUEST_TOO_LARGE(
            HttpStatus.CONTENT_TOO_LARGE,
            "Request too large",
            "The body is longer than the limit that \"detail\" names. Nothing was done.",
            "Send less at once."),
    UNSUPPORTED_MEDIA_TYPE(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            "Unsupported media type",
            "The body is of a type that is not read here.",
            "Send application/json, and say so in the header Content-Type."),
    INTERNAL_ERROR(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "Internal error",
            "Something went wrong on our side, and was written to our log.",
            "Try again later. Whether something was done is not known: use an Idempotency-Key where there is one."),
    TEMPORARILY_UNAVAILABLE(
            HttpStatus.SERVICE_UNAVAILABLE,
            "Temporarily unavailable",
            "The service, or another one that it needs, is too busy or away.",
            "Try again after the seconds that Retry-After names."),
    TIME_IS_UP(
            HttpStatus.GATEWAY_TIMEOUT,
            "Time is up",
            "The caller said how long it would wait, and that was over before anything was done.",
            "Nothing. Who still wants it asks again, with more time."),
    ORDER_NOT_FOUND(
            HttpStatus.NOT_FOUND,
            "No such order",
            "There is no order with this id.",
            "Take the id from the answer to the order, or from its header Location."),
    UNKNOWN_PRODUCT(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "Unknown product",
            "The order names a product that is not in the catalogue. Nothing was ordered.",
            "Order what GET /api/products shows."),
    TOTAL_TOO_LARGE(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "Total too large",
            "The order comes to more money than one order may. Nothing was ordered.",
            "Split the order."),
    MIXED_CURRENCIES(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "Mixed currencies",
            "The order names products that are sold in different currencies. Nothing was ordered.",
            "Place one order for each currency; GET /api/products shows the currency of each price."),
    OUT_OF_STOCK(
            HttpStatus.CONFLICT,
            "Out of stock",
            "Not everything is there in the quantity that was ordered. The order is rejected; nothing was charged.",
            "Order less, or something else; GET /api/products shows what is available."),
    PAYMENT_DECLINED(
            HttpStatus.PAYMENT_REQUIRED,
            "Payment declined",
            "The payment was declined. The order is rejected, and its pieces are free again.",
            "Order again, and pay by other means."),
    TIMED_OUT(
            HttpStatus.GATEWAY_TIMEOUT,
            "Timed out",
            "The order could not be completed in time. It is rejected; what was charged is given back.",
            "Order again later."),
    ORDER_CANCELLED(
            HttpStatus.CONFLICT,
            "Order cancelled",
            "The order was cancelled while it was being placed. What was charged is given back.",
            "Nothing, or order again."),
    ORDER_REJECTED(
            HttpStatus.CONFLICT,
            "Order rejected",
            "The order had been rejected before it was cancelled. An amount that was reserved or charged for it is returned.",
            "Nothing."),
    IDEMPOTENCY_KEY_REUSED(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "Idempotency key reused",
            "The customer has used this Idempotency-Key with another order. Nothing was ordered.",
            "Use a new key for a new order, and the same key for the same order only."),
    REQUEST_IN_FLIGHT(
            HttpStatus.CONFLICT,
            "Request in flight",
            "The first request with this Idempotency-Key is still being worked on.",
            "Send the same request again after the seconds that Retry-After names, to get the answer to the first."),
    PAYMENT_OUTCOME_UNKNOWN(
            HttpStatus.SERVICE_UNAVAILABLE,
            "Payment outcome unknown",
            "The payment provider gave no answer: the amount may or may not be held.",
            "Send the same request again to find out; the amount is held once at most."),
    PAYMENT_NOT_PARKED(
            HttpStatus.CONFLICT,
            "Payment not parked",
            "An operator decides about payments that are parked. This one is not, or the order has none. Nothing was done.",
            "Look at those that are: GET /actuator/parkedpayments."),
    DIFFERENT_REQUEST(
            HttpStatus.CONFLICT,
            "Different request",
            "An earlier request with the same id asked for something else. Nothing was done.",
            "Repeat the earlier request exactly, or use an id of its own for a new one."),
    CHARGE_NOT_FOUND(
            HttpStatus.NOT_FOUND,
            "No such charge",
            "The simulated payment provider was never asked for a charge with this key.",
            "Authorise first."),
    CHARGE_NOT_MOVABLE(
            HttpStatus.CONFLICT,
            "Charge not movable",
            "The simulated payment provider has a charge with this key, in a state from which it cannot be moved so.",
            "Ask for the charge to see its state.");

    /** Those that do not say of what they are, by status, for what is refused before anybody knows what it is about. */
    private static final Set<Problem> GENERAL = EnumSet.range(INVALID_REQUEST, TIME_IS_UP);

    private static final Set<Problem> TRANSIENT =
            EnumSet.of(TEMPORARILY_UNAVAILABLE, REQUEST_IN_FLIGHT, PAYMENT_OUTCOME_UNKNOWN);

    private final HttpStatus status;
    private final String title;
    private final String meaning;
    private final String remedy;

    Problem(HttpStatus status, String title, String meaning, String remedy) {
        this.status = status;
        this.title = title;
        this.meaning = meaning;
        this.remedy = remedy;
    }

    /** The problem as an answer, to be thrown or returned. */
    public ProblemException because(String detail) {
        return new ProblemException(this, detail);
    }

    public URI type() {
        return URI.create("/problems/" + slug());
    }

    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public HttpStatus status() {
        return status;
    }

    /** The problem in a few words, the same each time. */
    public String title() {
        return title;
    }

    public String meaning() {
        return meaning;
    }

    /** What whoever gets the answer can do about it. */
    public String remedy() {
        return remedy;
    }

    /** Whether the same request may well succeed a moment later, so that the answer says when to send it again. */
    public boolean isTransient() {
        return TRANSIENT.contains(this);
    }

    static Optional<Problem> of(String slug) {
        return Arrays.stream(values())
                .filter(problem -> problem.slug().equals(slug))
                .findAny();
    }

    static Problem of(HttpStatusCode status) {
        return GENERAL.stream()
                .filter(problem -> problem.status.isSameCodeAs(status))
                .findFirst()
                .orElse(status.is5xxServerError() ? INTERNAL_ERROR : INVALID_REQUEST);
    }

    /** The answer where no more is known than the status. */
    ProblemDetail answer(HttpStatusCode actual) {
        var answer = ProblemDetail.forStatusAndDetail(actual, meaning);
        name(answer);
        return answer;
    }

    /** Says in an answer that it is this problem. */
    void name(ProblemDetail answer) {
        answer.setType(type());
        answer.setTitle(title);
    }
}
