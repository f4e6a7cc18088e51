package dev.tandem.system.fuzz;

/** What has become of a record at one consumer. */
enum RecordOutcome {
    HANDLED,
    /** It cannot be handled, and it is said why. */
    DEAD,
    /** It is behind a dead one. */
    WAITING,
    /** Its type is none that the consumer knows. */
    SKIPPED,
    /** Nobody knows, which must not be. */
    LOST
}
