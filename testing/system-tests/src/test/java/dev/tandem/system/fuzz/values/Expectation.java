package dev.tandem.system.fuzz.values;

/** The result that the contract demands for a case. */
public enum Expectation {
    /** The contract allows it: it must not be refused as malformed. */
    VALID,
    /** The contract does not allow it: it must not be accepted. */
    INVALID,
    /** The contract leaves it open. */
    OPEN,
    /** It is no longer HTTP: the server refuses it before our code sees it, or closes the connection. */
    UNPARSEABLE
}
