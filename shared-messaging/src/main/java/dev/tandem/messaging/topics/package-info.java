/** Creates the topics as their channels declare them: begin with {@link dev.tandem.messaging.topics.Topics}. */
@NullMarked
package dev.tandem.messaging.topics;

import org.jspecify.annotations.NullMarked;
