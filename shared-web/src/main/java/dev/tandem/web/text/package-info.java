/** Decides which text from outside the services accept. */
@NullMarked
package dev.tandem.web.text;

import org.jspecify.annotations.NullMarked;
