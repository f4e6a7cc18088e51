/** The sealed tokens in a service's table: sealed again when the key changes, and counted for operators. */
@NullMarked
package dev.tandem.sealing.stored;

import org.jspecify.annotations.NullMarked;
