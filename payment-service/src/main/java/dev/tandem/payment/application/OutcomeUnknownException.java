package dev.tandem.payment.application;

/**
 * The provider gave no answer, or none that makes sense, so it may or may not have carried out the request: neither a
 * yes nor a no.
 */
public class OutcomeUnknownException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public OutcomeUnknownException(String message) {
        super(message);
    }

    public OutcomeUnknownException(String message, Throwable cause) {
        super(message, cause);
    }
}
