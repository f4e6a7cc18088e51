/** The whole system on one machine without Docker: PostgreSQL, Kafka, a mail server, and the services as processes. */
@NullMarked
package dev.tandem.local;

import org.jspecify.annotations.NullMarked;
