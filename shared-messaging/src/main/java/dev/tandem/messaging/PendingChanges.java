package dev.tandem.messaging;

/** The changes of the running transaction that the persistence layer still keeps to itself. */
@FunctionalInterface
public interface PendingChanges {

    /** Brings them to the database, and with that locks or version-checks the rows that they change. */
    void flush();
}
