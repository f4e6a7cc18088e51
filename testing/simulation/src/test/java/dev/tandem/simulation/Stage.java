package dev.tandem.simulation;

/** The parts that all participants of a world share: its time, its randomness, and the record of events. */
record Stage(Scheduler time, Chaos chaos, Trace trace, Life life) {

    static Stage create() {
        var time = new Scheduler();
        var chaos = new Chaos();
        return new Stage(time, chaos, new Trace(time), new Life(time, chaos));
    }
}
