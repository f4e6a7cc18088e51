package dev.tandem.system.fuzz;

/** What the contract says of a case before it is sent. */
enum Expectation {
    /** The contract allows it: it is not refused as malformed. */
    VALID,
    /** The contract does not allow it: it is not accepted. */
    INVALID,
    /** The contract leaves it open. */
    OPEN,
    /** It is not HTTP any more: the server refuses it before any of our code sees it, or just hangs up. */
    UNPARSEABLE
}
