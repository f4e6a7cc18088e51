/** Malformed and borderline requests and records, made up from the published contracts, and what must not happen to them. */
@NullMarked
package dev.tandem.system.fuzz;

import org.jspecify.annotations.NullMarked;
