/** PostgreSQL, Kafka and a mail server, each without Docker. */
@NullMarked
package dev.tandem.local.server;

import org.jspecify.annotations.NullMarked;
