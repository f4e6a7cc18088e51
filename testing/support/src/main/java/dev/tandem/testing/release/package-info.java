/** Every released message in Kafka, to test that a service still reads them. */
@NullMarked
package dev.tandem.testing.release;

import org.jspecify.annotations.NullMarked;
