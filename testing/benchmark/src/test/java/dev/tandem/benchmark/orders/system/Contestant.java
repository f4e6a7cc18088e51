package dev.tandem.benchmark.orders.system;

import dev.tandem.benchmark.orders.parts.Postgres;
import java.net.URI;
import java.util.SequencedMap;

/** A running contestant, which accepts orders and keeps them in the four databases of one PostgreSQL server. */
public interface Contestant extends AutoCloseable {

    String POSTGRES = "PostgreSQL";

    /** Kafka, and the mail server in the same process. */
    String KAFKA = "Kafka";

    /** The address at which it accepts orders. */
    URI orders();

    /**
     * The processes that work for it, by their names: {@value #POSTGRES} with its children, {@value #KAFKA} if it uses
     * any, and its own.
     */
    SequencedMap<String, Long> processes();

    Postgres postgres();

    int kafkaPort();

    @Override
    void close();
}
