package dev.tandem.local.proxy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a connection. One thread reads data and records when it arrived; another one writes it when its time
 * has come, so that a delay does not also limit the throughput.
 */
final class FaultyFlow {

    /** The size of one read; 64 of them are a megabyte in flight. */
    private static final int CHUNK = 16 * 1024;

    /** Data with the time of its arrival, and its deviation from the average delay: -1 to 1. No data is the end. */
    private static final class Chunk {

        final byte[] data;
        final long arrived = System.nanoTime();
        final double luck = ThreadLocalRandom.current().nextDouble(-1, 1);

        Chunk(byte... data) {
            this.data = data;
        }

        boolean isEnd() {
            return data.length == 0;
        }
    }

    private final FaultyConnection connection;
    private final Socket from;
    private final Socket to;
    private final BlockingQueue<Chunk> underWay = new ArrayBlockingQueue<>(64);
    private final Map<Class<? extends Fault>, Fault> faults = new HashMap<>();
    private long mayPass = Long.MAX_VALUE;
    private boolean hasLostData;
    private boolean stopped;

    FaultyFlow(FaultyConnection connection, Socket from, Socket to) {
        this.connection = connection;
        this.from = from;
        this.to = to;
    }

    void start() {
        FaultyProxy.inBackground(this::read);
        FaultyProxy.inBackground(this::write);
    }

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

    synchronized void stop() {
        stopped = true;
        underWay.clear();
        underWay.offer(new Chunk()); // wakes the writer
        notifyAll();
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    private void read() {
        var buffer = new byte[CHUNK];
        try {
            var in = from.getInputStream();
            for (var length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                underWay.put(new Chunk(Arrays.copyOf(buffer, length)));
            }
            underWay.put(new Chunk());
        } catch (IOException broken) {
            passBreakOn();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        try {
            var out = to.getOutputStream();
            for (var chunk = underWay.take(); !isStopped(); chunk = underWay.take()) {
                if (chunk.isEnd()) {
                    end(chunk);
                    return;
                }
                pass(chunk, out);
            }
        } catch (IOException broken) {
            passBreakOn();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void pass(Chunk chunk, OutputStream out) throws IOException, InterruptedException {
        await(() -> delay(chunk) - since(chunk.arrived));
        var data = chunk.data;
        for (var start = 0; start < data.length && !isStopped() && !swallows(); ) {
            var length = takePiece(data.length - start);
            out.write(data, start, length);
            start += length;
            if (isLimitReached()) {
                connection.close();
            }
            var written = System.nanoTime();
            await(() -> pauseAfter(length) - since(written));
        }
    }

    private void end(Chunk chunk) throws IOException, InterruptedException {
        await(() -> delay(chunk) + closeDelay() - since(chunk.arrived));
        if (!isStopped() && !swallows()) {
            to.shutdownOutput();
            connection.flowEnded();
        }
    }

    private void passBreakOn() {
        if (!swallows()) {
            connection.reset();
        }
    }

    /** Waits for as long as the current faults demand. */
    private synchronized void await(LongSupplier nanosLeft) throws InterruptedException {
        for (var left = nanosLeft.getAsLong(); left > 0 && !stopped; left = nanosLeft.getAsLong()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    private static long since(long nanoTime) {
        return System.nanoTime() - nanoTime;
    }

    private long delay(Chunk chunk) {
        var latency = find(Fault.Latency.class);
        return latency == null
                ? 0
                : latency.delay().toNanos()
                        + (long) (chunk.luck * latency.jitter().toNanos());
    }

    private long closeDelay() {
        var slow = find(Fault.SlowClose.class);
        return slow == null ? 0 : slow.delay().toNanos();
    }

    private synchronized boolean swallows() {
        hasLostData |= faults.containsKey(Fault.Silence.class) || faults.containsKey(Fault.Timeout.class);
        return hasLostData;
    }

    /**
     * The size of the next piece: at most a tenth of a second's worth, so that a change of the bandwidth takes effect
     * soon. It counts towards the limit of now, and not towards one that is injected while the piece is written.
     */
    private synchronized int takePiece(int length) {
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

    private synchronized boolean isLimitReached() {
        return mayPass <= 0;
    }

    private long pauseAfter(int length) {
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
