package dev.tandem.local.proxy;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The faults of one direction of a connection, and their effect on its data: how long it waits, in which pieces it
 * passes, and whether it passes at all. A change of the faults takes effect at once, also on data that is waiting.
 */
final class FlowFaults {

    private final Map<Class<? extends Fault>, Fault> faults = new HashMap<>();
    private long mayPass = Long.MAX_VALUE;
    private boolean hasLostData;
    private boolean stopped;

    synchronized void inject(Fault fault) {
        faults.put(fault.getClass(), fault);
        if (fault instanceof Fault.Limit(var bytes)) {
            mayPass = bytes;
        }
        notifyAll();
    }

    synchronized boolean has(Fault fault) {
        return fault.equals(faults.get(fault.getClass()));
    }

    synchronized void clear() {
        faults.clear();
        mayPass = Long.MAX_VALUE;
        notifyAll();
    }

    /** Ends all waiting. */
    synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    /** Waits for as long as the current faults demand. */
    synchronized void await(LongSupplier nanosLeft) throws InterruptedException {
        for (var left = nanosLeft.getAsLong(); left > 0 && !stopped; left = nanosLeft.getAsLong()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    /** @param luck the deviation from the average, -1 to 1 */
    long delay(double luck) {
        var latency = find(Fault.Latency.class);
        return latency == null
                ? 0
                : latency.delay().toNanos() + (long) (luck * latency.jitter().toNanos());
    }

    long closeDelay() {
        var slow = find(Fault.SlowClose.class);
        return slow == null ? 0 : slow.delay().toNanos();
    }

    /** Whether data disappears. Once some has, no later data may pass. */
    synchronized boolean swallow() {
        hasLostData |= faults.containsKey(Fault.Silence.class) || faults.containsKey(Fault.Timeout.class);
        return hasLostData;
    }

    /**
     * The size of the next piece: at most a tenth of a second's worth, so that a change of the bandwidth takes effect
     * soon. It counts towards the current limit only, not towards one that is injected while it is written.
     */
    synchronized int takePiece(int length) {
        var piece = Math.min(length, mayPass);
        var slicer = find(Fault.Slicer.class);
        if (slicer != null) {
            piece = Math.min(piece, slicer.drawSize());
        }
        var bandwidth = find(Fault.Bandwidth.class);
        if (bandwidth != null) {
            piece = Math.min(piece, Math.max(1, bandwidth.bytesPerSecond() / 10));
        }
        mayPass -= piece;
        return (int) piece;
    }

    synchronized boolean isLimitReached() {
        return mayPass <= 0;
    }

    long pauseAfter(int length) {
        var slicer = find(Fault.Slicer.class);
        var bandwidth = find(Fault.Bandwidth.class);
        return Math.max(
                slicer == null ? 0 : slicer.pause().toNanos(),
                bandwidth == null ? 0 : TimeUnit.SECONDS.toNanos(length) / bandwidth.bytesPerSecond());
    }

    private synchronized <T extends Fault> @Nullable T find(Class<T> kind) {
        return kind.cast(faults.get(kind));
    }
}
