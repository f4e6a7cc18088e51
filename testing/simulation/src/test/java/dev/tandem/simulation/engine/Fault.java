package dev.tandem.simulation.engine;

/** The faults, each with its maximum probability whenever it could occur. */
public enum Fault {
    /** A process dies between two steps, or in the middle of a commit. */
    CRASH(0.02),
    /** All instances of a service are down for a long time. */
    OUTAGE(0.5),
    /** A process pauses for a while: a garbage collection, or a virtual machine that is moved. */
    STANDSTILL(0.03),
    /** The database refuses a transaction. */
    DATABASE_AWAY(0.05),
    /** The database has committed, and the connection breaks before the confirmation arrives. */
    LOST_COMMIT(0.05),
    /** A request never arrives. */
    LOST_REQUEST(0.3),
    /** The work is done, and the answer never arrives. */
    LOST_ANSWER(0.3),
    /** A call is answered with an error, before or after its work was done. */
    BROKEN_CALL(0.2),
    /** A request or an answer is delayed, up to minutes. */
    SLOW_CALL(0.3),
    /** Some messages do not reach the broker, and have to be sent again later. */
    LOST_MESSAGE(0.4),
    /** The relay forgets what it has sent, and sends it again. */
    REPEATED_MESSAGE(0.3),
    /** A message is delayed, up to minutes, and others overtake it. */
    SLOW_MESSAGE(0.2),
    /** A consumer loses its progress since its last committed offset. */
    REDELIVERY(0.3),
    /** The catalogue does not answer. */
    NO_PRICES(0.1);

    final double mostOften;

    Fault(double mostOften) {
        this.mostOften = mostOften;
    }
}
