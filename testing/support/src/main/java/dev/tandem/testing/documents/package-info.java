/** The commands of the documents, for tests that execute them as they are written. */
@NullMarked
package dev.tandem.testing.documents;

import org.jspecify.annotations.NullMarked;
