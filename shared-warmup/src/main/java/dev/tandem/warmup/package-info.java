/** Warms a service up before it reports that it is ready, so that its first request takes no longer than later ones. */
@NullMarked
package dev.tandem.warmup;

import org.jspecify.annotations.NullMarked;
