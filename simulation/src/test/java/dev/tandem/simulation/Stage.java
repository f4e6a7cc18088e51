package dev.tandem.simulation;

/** What everybody in a world shares: its time, its chance, and the record of what happens. */
record Stage(Scheduler time, Chaos chaos, Trace trace, Life life) {

    static Stage create() {
        var time = new Scheduler();
        var chaos = new Chaos();
        return new Stage(time, chaos, new Trace(time), new Life(time, chaos));
    }
}
