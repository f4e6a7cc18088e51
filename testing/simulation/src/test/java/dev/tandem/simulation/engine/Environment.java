package dev.tandem.simulation.engine;

/** What all parts of a simulated world share: its time, its randomness, its interruptions, and the trace of events. */
public record Environment(Scheduler time, Chaos chaos, Trace trace, Interruptions interruptions) {

    public static Environment create() {
        var time = new Scheduler();
        var chaos = new Chaos();
        return new Environment(time, chaos, new Trace(time), new Interruptions(time, chaos));
    }
}
