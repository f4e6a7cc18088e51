package dev.tandem.simulation.engine;

/** The parts that all participants of a world share: its time, its randomness, and the record of events. */
public record Stage(Scheduler time, Chaos chaos, Trace trace, Life life) {

    public static Stage create() {
        var time = new Scheduler();
        var chaos = new Chaos();
        return new Stage(time, chaos, new Trace(time), new Life(time, chaos));
    }
}
