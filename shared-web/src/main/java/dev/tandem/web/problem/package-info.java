/** Errors as problems (RFC 9457), and a page for each. */
@NullMarked
package dev.tandem.web.problem;

import org.jspecify.annotations.NullMarked;
