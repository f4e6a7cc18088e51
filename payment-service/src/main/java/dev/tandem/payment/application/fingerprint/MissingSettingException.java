package dev.tandem.payment.application.fingerprint;

/**
 * A setting is missing or unusable, and the service does not start without it. Its value is never part of the message.
 */
public class MissingSettingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    /** @param remedy what the person who starts the service can do */
    public MissingSettingException(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    public String remedy() {
        return remedy;
    }
}
