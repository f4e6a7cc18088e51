/** Decides which text the services accept from outside. */
@NullMarked
package dev.tandem.web.text;

import org.jspecify.annotations.NullMarked;
