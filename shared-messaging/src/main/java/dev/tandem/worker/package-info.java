/** What the background workers of all services share. */
@NullMarked
package dev.tandem.worker;

import org.jspecify.annotations.NullMarked;
