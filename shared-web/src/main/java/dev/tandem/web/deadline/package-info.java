/** The caller's deadline over HTTP (ADR 0007): read from requests, bound to their work, and passed on. */
@NullMarked
package dev.tandem.web.deadline;

import org.jspecify.annotations.NullMarked;
