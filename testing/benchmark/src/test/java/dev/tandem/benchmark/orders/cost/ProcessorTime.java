package dev.tandem.benchmark.orders.cost;

import static dev.tandem.benchmark.orders.system.Contestant.POSTGRES;

import dev.tandem.benchmark.infrastructure.Cpu;
import java.util.Map;

/** The CPU time of each process. PostgreSQL has one for each connection, which count together. */
record ProcessorTime(Map<String, Long> processes) implements Counters {

    @Override
    public void addTo(Map<String, Double> counters) {
        counters.put(Meter.CPU, 0.0);
        processes.forEach((name, pid) -> {
            var millis = 1000 * (name.equals(POSTGRES) ? Cpu.seconds(pid) : Cpu.ownSeconds(pid));
            counters.put(Meter.cpuOf(name), millis);
            counters.merge(Meter.CPU, millis, Double::sum);
        });
        counters.put(
                Meter.GENERATOR, 1000 * Cpu.ownSeconds(ProcessHandle.current().pid()));
    }
}
