/** How long somebody waits for an answer, and how every service on the way knows of it (ADR 0007). */
@NullMarked
package dev.tandem.deadline;

import org.jspecify.annotations.NullMarked;
