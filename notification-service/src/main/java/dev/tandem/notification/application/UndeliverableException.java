package dev.tandem.notification.application;

/** No attempt can deliver the message, so one is enough. */
public final class UndeliverableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UndeliverableException(String reason) {
        super(reason);
    }
}
