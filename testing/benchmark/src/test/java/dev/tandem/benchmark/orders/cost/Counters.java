package dev.tandem.benchmark.orders.cost;

import java.util.Map;

/** Counters that only increase. */
interface Counters extends AutoCloseable {

    /** Adds the counters as they are at this moment; several sources may have parts of one counter. */
    void addTo(Map<String, Double> counters) throws Exception;

    @Override
    default void close() throws Exception {}
}
