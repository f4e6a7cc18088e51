package dev.tandem.messaging.relay;

import dev.tandem.messaging.relay.OutboxDatabase.Arrival;
import java.util.List;

/** The relay on all kinds of content of the outbox. Times and sizes grow with {@code -Dtandem.full=true}. */
abstract class RelayedOutbox {

    static final boolean FULL = Boolean.getBoolean("tandem.full");

    static long rowsOf(OutboxDatabase outbox, String partition) {
        return outbox.jdbc()
                .sql("select count(*) from messaging." + partition)
                .query(Long.class)
                .single();
    }

    static List<String> texts(List<Arrival> arrivals) {
        return arrivals.stream().map(Arrival::toString).toList();
    }
}
