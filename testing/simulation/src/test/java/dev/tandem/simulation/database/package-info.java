/** In-memory fakes of the databases, with transactions and constraints, and of the repositories, outbox and inbox. */
@NullMarked
package dev.tandem.simulation.database;

import org.jspecify.annotations.NullMarked;
