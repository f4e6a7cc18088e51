/** Records for Kafka: how they are made from the schemas and sent, and which outcomes are right. */
@NullMarked
package dev.tandem.system.fuzz.records;

import org.jspecify.annotations.NullMarked;
