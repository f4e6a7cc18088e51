/** The folders, ports and variables of the stack, and the environment of each service. */
@NullMarked
package dev.tandem.local.settings;

import org.jspecify.annotations.NullMarked;
