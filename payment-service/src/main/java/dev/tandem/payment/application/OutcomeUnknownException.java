package dev.tandem.payment.application;

/**
 * The provider gave no answer, or an answer that makes no sense. The provider may or may not have carried out the
 * request, so this is neither a success nor a refusal.
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
