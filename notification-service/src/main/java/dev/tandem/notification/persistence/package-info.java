/** Notifications in PostgreSQL. */
@NullMarked
package dev.tandem.notification.persistence;

import org.jspecify.annotations.NullMarked;
