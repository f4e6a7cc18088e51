/** Values that are valid, borderline or wrong, made from a schema and a seed. */
@NullMarked
package dev.tandem.system.fuzz.values;

import org.jspecify.annotations.NullMarked;
