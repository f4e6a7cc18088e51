package dev.tandem.payment.application;

/** A token is sealed with a key that this instance does not have, so the provider cannot be asked yet. */
public class UnknownKeyException extends OutcomeUnknownException {

    private static final long serialVersionUID = 1L;

    UnknownKeyException() {
        super("the token is sealed with a key that this instance does not have");
    }
}
