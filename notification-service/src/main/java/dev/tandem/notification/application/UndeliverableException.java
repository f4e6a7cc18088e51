package dev.tandem.notification.application;

/** The message can never be delivered, so it is not retried. */
public final class UndeliverableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UndeliverableException(String reason) {
        super(reason);
    }
}
