/** Output for the person at the terminal. */
@NullMarked
package dev.tandem.local.console;

import org.jspecify.annotations.NullMarked;
