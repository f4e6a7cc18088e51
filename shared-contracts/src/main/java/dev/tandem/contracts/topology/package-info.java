/** All channels of the system, and the messages of each. */
@NullMarked
package dev.tandem.contracts.topology;

import org.jspecify.annotations.NullMarked;
