/** A run of a benchmark: its options, the samples that it takes, and the results that it writes. */
@NullMarked
package dev.tandem.benchmark.run;

import org.jspecify.annotations.NullMarked;
