package dev.tandem.simulation.engine;

/** A failure of a handler that a fault explains. */
public final class InjectedFailure extends RuntimeException {

    /** Part of the message of each injected failure. */
    public static final String REASON = "an injected failure";

    private static final long serialVersionUID = 1L;

    public InjectedFailure() {
        super(REASON, null, false, false);
    }
}
