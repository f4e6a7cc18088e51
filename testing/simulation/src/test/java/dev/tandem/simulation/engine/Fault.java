package dev.tandem.simulation.engine;

/** The injected faults, each with its highest probability per opportunity. */
public enum Fault {
    /** A process crashes between two steps, or before or after a commit. */
    CRASH(0.02),
    /** All instances of a service are down for a long time. */
    OUTAGE(0.5),
    /** A process pauses for a while, as for a garbage collection or the migration of its virtual machine. */
    PROCESS_PAUSE(0.03),
    /** The database refuses a transaction. */
    DATABASE_UNAVAILABLE(0.05),
    /** The database commits, and the connection breaks before the acknowledgement arrives. */
    UNCONFIRMED_COMMIT(0.05),
    /** A request never arrives. */
    LOST_REQUEST(0.3),
    /** The callee does the work, and its answer never arrives. */
    LOST_ANSWER(0.3),
    /** The callee answers with an error, before or after it has done the work. */
    FAILED_CALL(0.2),
    /** A request or an answer is delayed, up to minutes. */
    SLOW_CALL(0.3),
    /** A message does not reach the broker, and the relay sends it again later. */
    LOST_MESSAGE(0.4),
    /** The relay does not save its position, and sends the same messages again. */
    REPEATED_MESSAGE(0.3),
    /** A message is delayed, up to minutes, and others overtake it. */
    SLOW_MESSAGE(0.2),
    /** A consumer loses its progress since its last committed offset. */
    REDELIVERY(0.3),
    /** A handler fails, before or after its work; the message becomes a dead letter if that happens again and again. */
    FAILED_HANDLER(0.3),
    /** A handler needs a row that another transaction has locked. */
    LOCKED_ROW(0.15),
    /** The catalogue does not answer. */
    CATALOGUE_UNAVAILABLE(0.1);

    final double maxRate;

    Fault(double maxRate) {
        this.maxRate = maxRate;
    }
}
