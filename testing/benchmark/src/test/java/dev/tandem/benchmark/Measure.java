package dev.tandem.benchmark;

import dev.tandem.benchmark.run.Samples;

/** A measurement of several contestants, one after the other. */
interface Measure {

    /** Measures each contestant once. */
    void takeSamples(int round, Samples samples) throws Exception;
}
