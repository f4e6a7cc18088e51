package dev.tandem.simulation;

/** What can go wrong, and how often it does at most, each time that it could. */
enum Fault {
    /** A process dies between two steps, or in the middle of a commit. */
    CRASH(0.02),
    /** All instances of a service are away for a long time. */
    OUTAGE(0.5),
    /** A process stands still for a while: a collection of garbage, a machine that is moved. */
    STANDSTILL(0.03),
    /** The database refuses a transaction. */
    DATABASE_AWAY(0.05),
    /** The database has committed, and the connection breaks before it can say so. */
    LOST_COMMIT(0.05),
    /** A request never arrives. */
    LOST_REQUEST(0.3),
    /** The work is done, and its answer never arrives. */
    LOST_ANSWER(0.3),
    /** A call is answered with an error, before or after its work was done. */
    BROKEN_CALL(0.2),
    /** A request or an answer takes its time, up to minutes. */
    SLOW_CALL(0.3),
    /** Some messages do not reach the broker, and have to be sent again later. */
    LOST_MESSAGE(0.4),
    /** The relay forgets what it has sent, and sends it again. */
    REPEATED_MESSAGE(0.3),
    /** A message takes its time, up to minutes, and others overtake it. */
    SLOW_MESSAGE(0.2),
    /** A consumer forgets what it has handled since it said so last. */
    REDELIVERY(0.3),
    /** A catalogue that does not answer. */
    NO_PRICES(0.1);

    final double mostOften;

    Fault(double mostOften) {
        this.mostOften = mostOften;
    }
}
