/** Databases in memory, with transactions and constraints, and the repositories of the services in them. */
@NullMarked
package dev.tandem.simulation.database;

import org.jspecify.annotations.NullMarked;
