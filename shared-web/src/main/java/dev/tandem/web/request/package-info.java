/** Rules for all requests: limits of their size and text, the API version, and the correlation id. */
@NullMarked
package dev.tandem.web.request;

import org.jspecify.annotations.NullMarked;
