package dev.tandem.order.application;

/** Another service gave no answer. The request may or may not have been carried out. */
public class ServiceUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ServiceUnavailableException(String service, Throwable cause) {
        super("no answer from " + service, cause);
    }
}
