package dev.tandem.simulation.engine;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * All randomness, drawn from one seed. Each schedule has its own mixture of faults: about half of them never occur, so
 * that schedules cover all combinations of the others.
 */
public final class Chaos {

    private static final Duration LONGEST_DELAY = Duration.ofMinutes(20);

    private final Set<Fault> occurred = EnumSet.noneOf(Fault.class);
    private final Map<Fault, Double> rates = new EnumMap<>(Fault.class);
    private SplittableRandom random = new SplittableRandom(0);

    /** Starts the schedule of a seed, with fault rates of its own. */
    public void begin(long seed) {
        random = new SplittableRandom(seed);
        occurred.clear();
        for (var fault : Fault.values()) {
            rates.put(fault, random.nextBoolean() ? 0 : fault.maxRate * random.nextDouble());
        }
    }

    /** From now on, no fault occurs. */
    public void endFaults() {
        rates.clear();
    }

    /** Whether a fault occurs now. */
    public boolean happens(Fault fault) {
        var rate = rates.getOrDefault(fault, 0.0);
        return rate > 0 && random.nextDouble() < rate && record(fault);
    }

    private boolean record(Fault fault) {
        occurred.add(fault);
        return true;
    }

    /** The faults that have occurred so far. */
    public Set<Fault> occurred() {
        return occurred;
    }

    public boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    public int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    public <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** A duration up to the given one, evenly distributed. */
    public Duration upTo(Duration most) {
        return Duration.ofNanos(random.nextLong(most.toNanos() + 1) / 1000 * 1000);
    }

    /** A duration between two limits, with all orders of magnitude equally likely. */
    public Duration between(Duration least, Duration most) {
        var ratio = (double) most.toMillis() / least.toMillis();
        return Duration.ofMillis(Math.round(least.toMillis() * Math.pow(ratio, random.nextDouble())));
    }

    /** About the usual delay; up to minutes if the fault occurs. */
    public Duration delay(Duration usual, Fault slowness) {
        return happens(slowness) ? between(usual, LONGEST_DELAY) : upTo(usual.multipliedBy(2));
    }
}
