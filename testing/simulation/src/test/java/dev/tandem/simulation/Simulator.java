package dev.tandem.simulation;

import static java.util.stream.Collectors.toCollection;

import dev.tandem.order.domain.Order;
import dev.tandem.payment.domain.Payment;
import dev.tandem.simulation.checks.Invariants;
import dev.tandem.simulation.database.StockStore.Stock;
import dev.tandem.simulation.engine.Chaos;
import dev.tandem.simulation.engine.Fault;
import dev.tandem.simulation.engine.PlantedBug;
import dev.tandem.simulation.engine.Scheduler;
import dev.tandem.simulation.engine.Trace;
import dev.tandem.simulation.engine.Violations;
import dev.tandem.simulation.network.PriceList;
import dev.tandem.simulation.world.World;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Runs single schedules in a world of its own: first with faults, then without them, until no work is left. */
final class Simulator {

    private static final Duration SHORTEST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(45);
    private static final Duration TIME_TO_SETTLE = Duration.ofHours(3);
    private static final int MOST_EVENTS = 100_000;

    private final World world;
    private final Scheduler time;
    private final Chaos chaos;
    private final Trace trace;
    private final Violations violations;
    private final Invariants invariants;

    Simulator(PlantedBug bug) {
        this.world = new World(bug);
        this.time = world.environment().time();
        this.chaos = world.environment().chaos();
        this.trace = world.environment().trace();
        this.violations = world.violations();
        this.invariants = new Invariants(world);
    }

    /** Runs the schedule of a seed. */
    Run run(long seed, boolean keepTrace) {
        world.reset();
        chaos.begin(seed);
        trace.begin(keepTrace);
        fillStock();
        var events = runEvents(chaos.oneIn(2) ? chaos.upTo(LONGEST) : chaos.between(SHORTEST, LONGEST));
        if (violations.isEmpty()) {
            invariants.checkAtEnd();
        }
        var found = violations.found().stream().map(trace::named).toList();
        var run = new Run(seed, events, found, trace.lines(), coverage());
        world.stop();
        return run;
    }

    private void fillStock() {
        var units = Map.of(PriceList.MUG, chaos.between(1, 5), PriceList.HAT, chaos.between(1, 3));
        units.forEach((sku, onHand) -> world.stock().rows().insert(sku, new Stock(onHand, 0)));
        invariants.reset(units);
    }

    private int runEvents(Duration faults) {
        world.customers().plan(faults);
        time.after(faults, world::endFaults);
        var latest = Scheduler.START.plus(faults).plus(TIME_TO_SETTLE);
        var events = 0;
        while (violations.isEmpty() && time.step()) {
            events++;
            if (world.isAtRest()) {
                invariants.checkAtRest();
            }
            violations.check(
                    events < MOST_EVENTS && time.instant().isBefore(latest), "progress: the schedule does not end");
        }
        return events;
    }

    /** The faults of the schedule, the states of its reservations, and the final states of its orders and payments. */
    private Set<String> coverage() {
        return Stream.of(
                        chaos.occurred().stream().map(Fault::name),
                        world.orders().rows().committed().stream().map(order -> "order " + outcome(order)),
                        world.reached(),
                        invariants.reservationStates().stream().map(status -> "reservation " + status),
                        world.payments().rows().committed().stream()
                                .map(Payment::status)
                                .map(status -> "payment " + status))
                .flatMap(part -> part)
                .collect(toCollection(TreeSet::new));
    }

    private static Object outcome(Order order) {
        var reason = order.sagaState().rejectionReason();
        return reason == null ? order.status() : reason;
    }
}
