/**
 * Lets only its owner change the tables of a service (ADR 0019), limits how long the database may keep a service
 * waiting (ADR 0015), and classifies its failures.
 */
@NullMarked
package dev.tandem.database;

import org.jspecify.annotations.NullMarked;
