package dev.tandem.local.proxy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadLocalRandom;

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
    private final FlowFaults faults = new FlowFaults();

    FaultyFlow(FaultyConnection connection, Socket from, Socket to) {
        this.connection = connection;
        this.from = from;
        this.to = to;
    }

    void start() {
        FaultyProxy.inBackground(this::read);
        FaultyProxy.inBackground(this::write);
    }

    FlowFaults faults() {
        return faults;
    }

    void stop() {
        faults.stop();
        underWay.clear();
        underWay.offer(new Chunk()); // wakes the writer
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
            for (var chunk = underWay.take(); !faults.isStopped(); chunk = underWay.take()) {
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
        faults.await(() -> faults.delay(chunk.luck) - since(chunk.arrived));
        var data = chunk.data;
        for (var start = 0; start < data.length && !faults.isStopped() && !faults.swallow(); ) {
            var length = faults.takePiece(data.length - start);
            out.write(data, start, length);
            start += length;
            if (faults.isLimitReached()) {
                connection.close();
            }
            var written = System.nanoTime();
            faults.await(() -> faults.pauseAfter(length) - since(written));
        }
    }

    private void end(Chunk chunk) throws IOException, InterruptedException {
        faults.await(() -> faults.delay(chunk.luck) + faults.closeDelay() - since(chunk.arrived));
        if (!faults.isStopped() && !faults.swallow()) {
            to.shutdownOutput();
            connection.flowEnded();
        }
    }

    private void passBreakOn() {
        if (!faults.swallow()) {
            connection.reset();
        }
    }

    private static long since(long nanoTime) {
        return System.nanoTime() - nanoTime;
    }
}
