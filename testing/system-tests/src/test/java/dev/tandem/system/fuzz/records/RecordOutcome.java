package dev.tandem.system.fuzz.records;

/** The outcome of a record at one consumer. */
public enum RecordOutcome {
    HANDLED,
    /** It cannot be handled, and the reason is stored. */
    DEAD,
    /** It waits behind a dead one. */
    WAITING,
    /** The consumer does not know its type. */
    SKIPPED,
    /** It changes nothing for the consumer, which counts it and does not remember it. */
    LEFT_OUT,
    /** It cannot be found, which must not happen. */
    LOST
}
