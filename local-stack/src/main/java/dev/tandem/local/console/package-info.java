/** What the person at the terminal reads. */
@NullMarked
package dev.tandem.local.console;

import org.jspecify.annotations.NullMarked;
