/** Warms a service up before it says that it is ready, so that its first request takes no longer than the next ones. */
@NullMarked
package dev.tandem.warmup;

import org.jspecify.annotations.NullMarked;
