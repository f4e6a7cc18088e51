package dev.tandem.notification.application;

/** A message that no attempt can deliver, so that one is enough. */
public final class UndeliverableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UndeliverableException(String reason) {
        super(reason);
    }
}
