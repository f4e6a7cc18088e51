/** Code that the background workers of this module share. */
@NullMarked
package dev.tandem.messaging.worker;

import org.jspecify.annotations.NullMarked;
