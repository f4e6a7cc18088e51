package dev.tandem.sealing;

/** A service has no key to seal payment tokens, or one that is unusable. The key is never part of the message. */
public class UnusableKeyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableKeyException() {
        super("This service has no usable key to seal payment tokens.");
    }
}
