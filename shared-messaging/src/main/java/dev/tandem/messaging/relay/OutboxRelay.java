package dev.tandem.messaging.relay;

import dev.tandem.messaging.lane.LeaseKeeper;
import dev.tandem.messaging.outbox.RelaySignal;
import dev.tandem.messaging.topics.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.springframework.context.SmartLifecycle;

/**
 * Publishes the messages of the outbox to Kafka, at least once and in order per subject, with one {@link LaneRelay} per
 * lane.
 */
final class OutboxRelay implements RelaySignal, SmartLifecycle {

    /** Stops after the listeners and the web server, whose last messages it publishes. */
    static final int PHASE = Topics.PHASE + 1;

    private final int lanes;
    private final IntFunction<LaneRelay> relays;
    private final LeaseKeeper leases;
    private volatile List<LaneRelay> running = List.of();

    OutboxRelay(int lanes, IntFunction<LaneRelay> relays, LeaseKeeper leases) {
        this.lanes = lanes;
        this.relays = relays;
        this.leases = leases;
    }

    @Override
    public void wake(int lane) {
        var now = running;
        if (lane < now.size()) {
            now.get(lane).wake();
        }
    }

    void wakeAll() {
        running.forEach(LaneRelay::wake);
    }

    @Override
    public void start() {
        var started = new ArrayList<LaneRelay>();
        for (var lane = 0; lane < lanes; lane++) {
            started.add(relays.apply(lane));
        }
        leases.start();
        started.forEach(LaneRelay::start);
        running = List.copyOf(started);
    }

    @Override
    public void stop() {
        var stopping = running;
        running = List.of();
        stopping.forEach(LaneRelay::askToStop);
        stopping.forEach(LaneRelay::awaitStop);
        leases.stop();
    }

    @Override
    public boolean isRunning() {
        return !running.isEmpty();
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
