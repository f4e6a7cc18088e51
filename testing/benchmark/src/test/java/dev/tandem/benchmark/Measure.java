package dev.tandem.benchmark;

/** A measurement of several contestants in turn. */
interface Measure {

    /** Measures each of them once. */
    void round(int round, Samples samples) throws Exception;
}
