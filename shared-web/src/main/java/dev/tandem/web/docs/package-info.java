/** Serves the documents of the HTTP API: for machines, and as a page for humans. */
@NullMarked
package dev.tandem.web.docs;

import org.jspecify.annotations.NullMarked;
