/** The documents of the HTTP API as others see them: for machines, and as a page for humans. */
@NullMarked
package dev.tandem.web.docs;

import org.jspecify.annotations.NullMarked;
