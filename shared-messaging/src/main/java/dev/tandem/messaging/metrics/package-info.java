/** Measures how far behind a service is, as {@link dev.tandem.messaging.Backlog} and as metrics. */
@NullMarked
package dev.tandem.messaging.metrics;

import org.jspecify.annotations.NullMarked;
