package dev.tandem.simulation.engine;

/** A bug that is planted in a fake, to prove that the simulation finds it. */
public enum PlantedBug {
    /** No bug. */
    NONE,
    /** The inbox handles a repeated message again. */
    INBOX_FORGETS_MESSAGES,
    /** A repeated request with the same idempotency key counts as a new one. */
    REQUEST_KEY_IGNORED,
    /** The provider charges again if a request to authorise is repeated with its key. */
    CHARGE_KEY_IGNORED,
    /** The command to release the stock is not sent. */
    RELEASE_NOT_SENT,
    /** The command to refund the payment is not sent. */
    REFUND_NOT_SENT,
    /** A missing answer from the provider counts as a decline. */
    NO_ANSWER_COUNTS_AS_DECLINE,
    /** A transaction of several messages commits after each of them. */
    BATCH_COMMITS_EARLY,
    /** Messages that share a transaction are not remembered. */
    BATCH_NOT_REMEMBERED,
    /** A message that fails does not arrive again, nor does the rest of its poll. */
    REST_OF_POLL_SKIPPED,
    /** Consumers do not look for dead letters before they handle a message. */
    LETTERS_IGNORED
}
