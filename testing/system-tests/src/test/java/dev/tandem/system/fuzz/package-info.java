/**
 * Sends malformed and borderline requests and records, generated from the published contracts, and checks what must not
 * happen.
 */
@NullMarked
package dev.tandem.system.fuzz;

import org.jspecify.annotations.NullMarked;
