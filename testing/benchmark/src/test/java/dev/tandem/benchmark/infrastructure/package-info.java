/** What a trial consists of: the processes of servers and relays, the database, the writers and the receiver. */
@NullMarked
package dev.tandem.benchmark.infrastructure;

import org.jspecify.annotations.NullMarked;
