/** The released OpenAPI documents, and the check that clients built against them still work. */
@NullMarked
package dev.tandem.contracts.release.api;

import org.jspecify.annotations.NullMarked;
