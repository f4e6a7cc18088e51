/** PostgreSQL and Kafka for tests: in containers where a Docker engine answers, else embedded. */
@NullMarked
package dev.tandem.local.testing;

import org.jspecify.annotations.NullMarked;
