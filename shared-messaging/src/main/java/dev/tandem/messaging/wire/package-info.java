/** Messages as records of Kafka: headers, JSON, schemas, and the catalogue of their types. */
@NullMarked
package dev.tandem.messaging.wire;

import org.jspecify.annotations.NullMarked;
