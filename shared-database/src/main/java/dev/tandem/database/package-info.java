/** How long the database may keep a service waiting (ADR 0015), and what its failures mean. */
@NullMarked
package dev.tandem.database;

import org.jspecify.annotations.NullMarked;
