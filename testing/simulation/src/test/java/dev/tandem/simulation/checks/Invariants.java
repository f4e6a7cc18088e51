package dev.tandem.simulation.checks;

import dev.tandem.inventory.domain.ReservationStatus;
import dev.tandem.simulation.world.World;
import java.util.Map;
import java.util.Set;

/** All invariants of a world. They record their violations in the world. */
public final class Invariants {

    private final CommitChecks commits;
    private final EndChecks end;

    /** Checks the world from now on, at each commit. */
    public Invariants(World world) {
        this.commits = new CommitChecks(world);
        this.end = new EndChecks(world, commits);
        var truth = new TruthCheck(world.violations());
        world.databases().forEach(database -> database.beforeCommit(truth::check));
        world.orderDatabase().beforeCommit(_ -> commits.checkOrders());
        world.inventoryDatabase().beforeCommit(_ -> commits.checkReservations());
    }

    /** Prepares the next schedule, which begins with these units of each product. */
    public void reset(Map<String, Integer> stock) {
        commits.reset(stock);
    }

    /** Checks a world in which no task is running, and each message has been handled. */
    public void checkAtRest() {
        commits.checkAtRest();
    }

    /** Checks a world in which no work is left. */
    public void checkAtEnd() {
        end.check();
    }

    /** All states that reservations have reached. */
    public Set<ReservationStatus> reservationStates() {
        return commits.reservationStates();
    }
}
