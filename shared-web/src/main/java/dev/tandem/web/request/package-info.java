/** What a request may carry: limits of its size, its text and its version, and its correlation id. */
@NullMarked
package dev.tandem.web.request;

import org.jspecify.annotations.NullMarked;
