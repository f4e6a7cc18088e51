/** PostgreSQL and Kafka for tests: in containers where a Docker engine answers, else embedded. */
@NullMarked
package dev.tandem.testing.infrastructure;

import org.jspecify.annotations.NullMarked;
