package dev.tandem.benchmark;

import dev.tandem.benchmark.infrastructure.Cpu;
import dev.tandem.benchmark.infrastructure.JavaProcess;
import dev.tandem.benchmark.infrastructure.Trial;
import java.util.Map;

/** The CPU time of a trial, from the creation of this object on. */
final class CpuUse {

    private final Trial trial;
    private final JavaProcess relay;
    private final double before;
    private final double relayBefore;

    CpuUse(Trial trial, JavaProcess relay) {
        this.trial = trial;
        this.relay = relay;
        this.before = trial.cpuSeconds();
        this.relayBefore = Cpu.seconds(relay.pid());
    }

    /** Adds the CPU time of PostgreSQL, the broker and the relays. */
    void putTotal(Map<String, Double> figures, int events) {
        figures.put("CPU ms per 1000", 1e6 * (trial.cpuSeconds() - before) / events);
    }

    /** Adds the CPU time of the relay alone. */
    void putRelay(Map<String, Double> figures, int events) {
        figures.put("of it the relay", 1e6 * (Cpu.seconds(relay.pid()) - relayBefore) / events);
    }
}
