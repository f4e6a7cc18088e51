package dev.tandem.benchmark;

/** Something that is measured of several contestants in turn. */
interface Measure {

    /** Measures all of them once. */
    void round(int round, Samples samples) throws Exception;
}
