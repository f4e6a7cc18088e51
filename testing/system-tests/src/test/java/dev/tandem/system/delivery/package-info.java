/** What is delivered: the executable jars with the lists of their libraries, and the containers that run them. */
@NullMarked
package dev.tandem.system.delivery;

import org.jspecify.annotations.NullMarked;
