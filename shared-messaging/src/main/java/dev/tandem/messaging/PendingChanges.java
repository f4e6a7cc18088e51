package dev.tandem.messaging;

/** The changes of the current transaction that the persistence layer has not written yet. */
@FunctionalInterface
public interface PendingChanges {

    /** Writes the changes to the database, which locks or version-checks the changed rows. */
    void flush();
}
